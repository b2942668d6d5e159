/** Server-sent events at the path of the WebSocket: `id:` is the seq, `Last-Event-ID` resumes. */
import { once } from 'node:events';
import { type BeforeApplicationShutdown, Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { notFound } from '../http/problem.js';
import { type Query as Parameters, textParameter } from '../http/query-parameters.js';
import type { EventBus } from './event-bus.js';
import { EVENT_BUS, EVENT_SOURCE, type EventSource } from './event-source.js';
import { ExecutionStream } from './execution-stream.js';
import { readAfter } from './resume-position.js';

const HEARTBEAT_MS = 30_000;
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

@Controller('api/v1/workflow/stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly open = new Set<ExecutionStream>();

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    @Inject(EVENT_SOURCE) private readonly source: EventSource,
  ) {}

  /** Before the HTTP server waits for its open answers. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open) stream.close();
  }
  @Get(':id')
  async follow(
    @Param('id') execution_id: string,
    @Query() query: Parameters,
    @Res() response: Response,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const after = readAfter(lastEventId ?? textParameter(query, 'after'));
    const known = await this.source.eventsAfter(execution_id, Number.MAX_SAFE_INTEGER);
    if (known === null) throw notFound(`There is no execution ${execution_id}`);
    response.writeHead(200, HEADERS);
    response.flushHeaders();
    await this.send(response, new ExecutionStream({ execution_id, after, bus: this.bus, source: this.source }));
  }
  private async send(response: Response, stream: ExecutionStream): Promise<void> {
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    response.on('close', () => stream.close());
    this.open.add(stream);
    try {
      for await (const batch of stream.batches()) {
        const text = batch.map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join('');
        if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    } finally {
      this.open.delete(stream);
      clearInterval(heartbeat);
      response.end();
    }
  }
}
