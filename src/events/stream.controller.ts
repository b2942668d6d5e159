/** Server-sent events at the paths of the WebSockets: `id:` is the seq or the cursor, `Last-Event-ID` resumes. */
import { type BeforeApplicationShutdown, Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ForRole } from '../security/access.js';
import { identityOf } from '../security/identity.js';
import { OpenStreams } from '../security/open-streams.js';
import { Refusal } from '../security/refusal.js';
import { type Query as Parameters, textParameter } from '../http/query-parameters.js';
import { BatchEncoding } from './batch-encoding.js';
import { type ClientConnection, deliver } from './delivery.js';
import { type FeedReader, SlowConsumer } from './feed-reader.js';
import { streamClient } from './stream-client.js';
import { StreamLimits } from './stream-limits.js';
import { readTarget, Streams, type StreamTarget } from './streams.js';

const HEARTBEAT_MS = 30_000;
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};
const SENT_EVENTS = new BatchEncoding((frame) => frame.sentEvent);
interface Exchange {
  request: Request;
  response: Response;
}

@Controller('api/v1/workflow/stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly open = new Set<FeedReader>();

  constructor(
    private readonly streams: Streams,
    private readonly limits: StreamLimits,
    private readonly held: OpenStreams,
  ) {}

  /** Before the HTTP server waits for its open answers. */
  beforeApplicationShutdown(): void {
    for (const reader of this.open) reader.close();
  }
  /** Of one execution, or of all. */
  @Get(['', ':id'])
  @ForRole('viewer')
  follow(
    @Param('id') execution_id: string | undefined,
    @Query() query: Parameters,
    @Req() request: Request,
    @Res() response: Response,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const after = lastEventId ?? textParameter(query, 'after');
    const target = readTarget(execution_id, { after, deliverable_type: textParameter(query, 'deliverable_type') });
    return this.answer(target, { request, response });
  }

  private async answer(target: StreamTarget, { request, response }: Exchange): Promise<void> {
    const admission = this.limits.admit(streamClient(request));
    if (admission.kind === 'refused') throw new Refusal(429, 'too_many_streams', admission.reason);
    try {
      const reader = await this.streams.open(target);
      // A browser that has the whole log comes again and again, unless there is nothing to say.
      if (reader.isOver && request.headers['last-event-id'] !== undefined) response.status(204).end();
      else await this.serve({ request, response }, reader);
      reader.close();
    } finally {
      admission.leave();
    }
  }
  private async serve({ request, response }: Exchange, reader: FeedReader): Promise<void> {
    response.writeHead(200, HEADERS);
    response.flushHeaders();
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    response.on('close', () => reader.close());
    const letGo = this.held.hold(identityOf(request), () => {
      response.write(': the API key was revoked\n\n');
      reader.close();
    });
    this.open.add(reader);
    try {
      await deliver(reader, SENT_EVENTS, connectionOf(response));
    } catch (error) {
      response.write(
        `: ${error instanceof SlowConsumer ? 'too far behind' : 'the log cannot be read now'}; resume\n\n`,
      );
    } finally {
      this.open.delete(reader);
      letGo();
      clearInterval(heartbeat);
      response.end();
    }
  }
}
const connectionOf = (response: Response): ClientConnection => ({
  get isOpen() {
    return !response.destroyed;
  },
  write: (bytes) => response.write(bytes),
  onTaken: (taken) => response.once('drain', taken),
});
