/** Events as server-sent events over fetch, which unlike EventSource sends headers and shows refusals. */
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { EventStream, EventTransport, StreamEnd, StreamMessage, StreamRequest } from './event-stream.js';
import { failedOpening } from './failed-opening.js';
import { type Connection, sendRequest } from './json-request.js';

export function sentEventsTransport(connection: Connection): EventTransport {
  return (request) => readAnswer(connection, request);
}
async function* readAnswer(connection: Connection, request: StreamRequest): EventStream {
  const watch = new SilenceWatch(request);
  try {
    const { body } = await sendRequest(connection, {
      path: request.path,
      headers: { accept: 'text/event-stream' },
      signal: watch.signal,
    });
    request.onOpen();
    if (body) yield* messagesOf(body, watch);
    return { kind: 'cut' };
  } catch (error) {
    return watch.broken ?? failedOpening(error);
  } finally {
    watch.close();
  }
}
async function* messagesOf(body: ReadableStream<Uint8Array>, watch: SilenceWatch): AsyncGenerator<StreamMessage> {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    watch.heard();
    parser.feed(decoder.decode(value, { stream: true }));
    for (const { data } of messages.splice(0)) yield JSON.parse(data) as StreamMessage;
  }
}
/** Ends a request whose answer has gone silent, or whose reader has left. */
class SilenceWatch {
  broken: StreamEnd | null = null;
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly request: StreamRequest) {
    request.signal.addEventListener('abort', this.leave, { once: true });
    if (request.signal.aborted) this.leave();
    this.heard();
  }
  get signal(): AbortSignal {
    return this.controller.signal;
  }
  heard(): void {
    clearTimeout(this.timer);
    const { silence_ms } = this.request.times;
    this.timer = setTimeout(() => {
      this.broken = { kind: 'broken', reason: `nothing was heard for ${Math.round(silence_ms / 1000)} s` };
      this.controller.abort();
    }, silence_ms);
  }
  close(): void {
    clearTimeout(this.timer);
    this.request.signal.removeEventListener('abort', this.leave);
    this.controller.abort();
  }
  private readonly leave = (): void => this.controller.abort();
}
