/** Events over a WebSocket. */
import type { EventStream, EventTransport, StreamEnd, StreamMessage, StreamRequest } from './event-stream.js';
import { MessageQueue } from './message-queue.js';
import type { ClientSocket, SocketClass } from './web-socket.js';

const DONE = 1000;
const TOO_SLOW = 4408;
const CONNECTING = 0;
const OPEN = 1;
/** What a close code of the server means to a person. */
const REASONS: Record<number, string> = {
  1001: 'the server is going away',
  1006: 'the connection broke',
  1011: 'the server cannot read the log now',
  1013: 'the server has too many connections',
  4401: 'the API key was revoked',
  [TOO_SLOW]: 'this client fell behind',
};

/** @param origin such as `ws://127.0.0.1:8000` */
export function webSocketTransport(Socket: SocketClass, origin: string): EventTransport {
  return (request) => openSocket(new Socket(origin + request.path), request);
}
async function* openSocket(socket: ClientSocket, request: StreamRequest): EventStream {
  const queue = new MessageQueue<StreamMessage, StreamEnd>();
  const connection = new SocketConnection(socket, queue, request);
  try {
    return yield* queue.drain();
  } finally {
    connection.close();
  }
}
class SocketConnection {
  private opened = false;
  private heard = Date.now();
  private readonly pinging;
  private readonly watching;

  constructor(
    private readonly socket: ClientSocket,
    private readonly queue: MessageQueue<StreamMessage, StreamEnd>,
    private readonly request: StreamRequest,
  ) {
    socket.onopen = () => this.open();
    socket.onmessage = ({ data }: { data: unknown }) => this.hear(String(data));
    socket.onclose = ({ code, reason }: { code: number; reason: string }) =>
      this.queue.finish(this.endOf(code, reason));
    // A close follows, and says more.
    socket.onerror = () => undefined;
    const { ping_every_ms, silence_ms } = request.times;
    this.pinging = setInterval(() => this.ping(), ping_every_ms);
    this.watching = setInterval(() => this.watch(silence_ms), Math.min(1_000, silence_ms / 4));
    request.signal.addEventListener('abort', this.leave, { once: true });
    if (request.signal.aborted) this.leave();
  }
  close(): void {
    clearInterval(this.pinging);
    clearInterval(this.watching);
    this.request.signal.removeEventListener('abort', this.leave);
    this.socket.onmessage = null;
    // A browser reports a socket that is closed before it is open as an error.
    this.socket.onopen = () => this.socket.close();
    if (this.socket.readyState !== CONNECTING) this.socket.close();
  }

  private readonly leave = (): void => this.queue.finish({ kind: 'cut' });
  private open(): void {
    this.opened = true;
    this.heard = Date.now();
    this.request.onOpen();
  }
  private hear(text: string): void {
    this.heard = Date.now();
    if (text === 'pong') return;
    try {
      this.queue.push(JSON.parse(text) as StreamMessage);
    } catch {
      this.queue.finish({ kind: 'broken', reason: 'a message that is not JSON' });
    }
  }
  private ping(): void {
    if (this.socket.readyState === OPEN) this.socket.send('ping');
  }
  private watch(silence_ms: number): void {
    if (Date.now() - this.heard < silence_ms) return;
    this.queue.finish({ kind: 'broken', reason: `nothing was heard for ${Math.round(silence_ms / 1000)} s` });
  }
  private endOf(code: number, text: string): StreamEnd {
    const reason = REASONS[code] ?? (text || `the connection was closed with ${code}`);
    if (!this.opened) return { kind: 'unopened', reason };
    return code === DONE ? { kind: 'over' } : { kind: 'broken', reason };
  }
}
