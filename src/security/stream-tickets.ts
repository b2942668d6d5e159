/** Tickets in PostgreSQL, so that the process that opens the stream may be another than the one that gave the ticket. */
import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import type { StreamTicket } from '../contracts/session.js';
import { Database } from '../storage/database.js';
import { streamTickets } from '../storage/schema.js';

const TICKET_BYTES = 32;
const VALID_SECONDS = 30;

@Injectable()
export class StreamTickets {
  constructor(private readonly database: Database) {}

  /** By the clock of the database. Removes what has expired. */
  async give(key_id: string): Promise<StreamTicket> {
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    const { orm } = this.database;
    await orm.delete(streamTickets).where(sql`${streamTickets.expires_at} <= now()`);
    const expires_at = sql`now() + make_interval(secs => ${VALID_SECONDS})`;
    const [row] = await orm
      .insert(streamTickets)
      .values({ hash: hashOf(ticket), key_id, expires_at })
      .returning({ expires_at: streamTickets.expires_at });
    return { ticket, expires_at: (row?.expires_at ?? new Date()).toISOString() };
  }
  /** The id of the key that the ticket was given for, to one taker alone; null for any other and for one that has expired. */
  async take(ticket: string): Promise<string | null> {
    const [taken] = await this.database.orm
      .delete(streamTickets)
      .where(eq(streamTickets.hash, hashOf(ticket)))
      .returning({ key_id: streamTickets.key_id, is_valid: sql<boolean>`${streamTickets.expires_at} > now()` });
    return taken?.is_valid ? taken.key_id : null;
  }
}
const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');
