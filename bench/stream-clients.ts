/** Followers of one execution over WebSockets, in this process. */
import { WebSocket } from 'ws';
import type { ExecutionEvent } from '../src/contracts/events.js';

/** Called with each message, as soon as it is here. */
export type MessageListener = (message: Buffer) => void;

export class StreamClients {
  private constructor(private readonly ends: Promise<void>[]) {}

  /** Resolves when all are connected. */
  static async connect(url: string, count: number, listener: MessageListener): Promise<StreamClients> {
    const sockets = Array.from({ length: count }, () => new WebSocket(url));
    for (const socket of sockets) socket.on('message', listener);
    const ends = sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
    await Promise.all(
      sockets.map((socket) => new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))),
    );
    return new StreamClients(ends);
  }
  /** Resolves when the server has closed them all. */
  async ended(): Promise<void> {
    await Promise.all(this.ends);
  }
}
export const parseEvent = (message: Buffer): ExecutionEvent => JSON.parse(message.toString()) as ExecutionEvent;
