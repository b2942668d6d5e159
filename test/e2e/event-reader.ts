/** Clients of the two streams. */
import { WebSocket } from 'ws';
import type { ExecutionEvent } from '../../src/contracts/events.js';

export interface SocketEnd {
  code: number;
  reason: string;
}
export class SocketReader {
  readonly events: ExecutionEvent[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<SocketEnd>;
  /** Resolves when the server has pinged. */
  readonly pinged: Promise<void>;
  onEvent: (event: ExecutionEvent) => void = () => undefined;
  private readonly socket: WebSocket;
  private open = true;

  constructor(url: string, path: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws') + path, { headers });
    this.socket.on('message', (data) => this.hear(String(data)));
    this.socket.on('error', () => undefined);
    this.pinged = new Promise((resolve) => this.socket.once('ping', () => resolve()));
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => {
        this.open = false;
        resolve({ code, reason: reason.toString() });
      });
    });
  }
  get isOpen(): boolean {
    return this.open;
  }
  async opened(): Promise<this> {
    await new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    return this;
  }
  say(text: string): void {
    this.socket.send(text);
  }
  /** Takes nothing from the network until `resume`. */
  pause(): void {
    this.socket.pause();
  }
  resume(): void {
    this.socket.resume();
  }
  close(): void {
    this.socket.close();
  }
  /** Waits until the reader has what it waits for. */
  async until(reached: (reader: this) => boolean, seconds = 20): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !reached(this);) {
      if (Date.now() > end) throw new Error(`The socket got only ${JSON.stringify(this.events)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  private hear(text: string): void {
    if (!text.startsWith('{')) return void this.texts.push(text);
    const event = JSON.parse(text) as ExecutionEvent;
    this.events.push(event);
    this.onEvent(event);
  }
}
/** The answer that a WebSocket handshake gets when it is refused. */
export function refusedHandshake(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + path, { headers });
    socket.once('open', () => reject(new Error('The handshake was accepted')));
    socket.on('error', () => undefined);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
      );
    });
  });
}
export interface SentEvent {
  id: string | undefined;
  event: ExecutionEvent;
}
/** Reads server-sent events until the server ends the stream, or `enough` says so. */
export async function readSentEvents(
  url: string,
  headers: Record<string, string> = {},
  enough: (events: SentEvent[]) => boolean = () => false,
): Promise<{ status: number; type: string; events: SentEvent[]; ended: boolean }> {
  const abort = new AbortController();
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
  const events: SentEvent[] = [];
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let ended = false;
  for (let rest = ''; reader && !ended && !enough(events);) {
    const { done, value } = await reader.read();
    ended = done;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.map(sentEvent).filter((event) => event !== null));
  }
  abort.abort();
  return { status: response.status, type: response.headers.get('content-type') ?? '', events, ended };
}
function sentEvent(block: string): SentEvent | null {
  const lines = block.split('\n');
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
  if (data.length === 0) return null;
  const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
  return { id, event: JSON.parse(data.join('\n')) as ExecutionEvent };
}
