/** POST /api/v1/stream-tickets: for browsers, which can send no header with a WebSocket or an EventSource. */
import { Controller, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { StreamTicket } from '../contracts/session.js';
import { conflict } from '../http/problem.js';
import { ForRole } from './access.js';
import { identityOf } from './identity.js';
import { StreamTickets } from './stream-tickets.js';

@Controller('api/v1/stream-tickets')
export class StreamTicketsController {
  constructor(private readonly tickets: StreamTickets) {}

  /** @throws Problem 409 on a server without keys */
  @Post()
  @ForRole('viewer')
  give(@Req() request: Request): Promise<StreamTicket> {
    const { key } = identityOf(request);
    if (key) return this.tickets.give(key.id);
    throw conflict('not_possible', 'This server has no API keys: its streams need no ticket');
  }
}
