/** What the client needs of a WebSocket: that of browsers and of Node from 22, or the class of the package `ws`. */
export interface ClientSocket {
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
}
export type SocketClass = new (url: string) => ClientSocket;

/** Null where there is none: Node before 22. */
export function globalSocketClass(): SocketClass | null {
  return (globalThis as { WebSocket?: SocketClass }).WebSocket ?? null;
}
