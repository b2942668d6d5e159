/** A client of the stream of all executions that comes back after each break, where it was: as every client should. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import { SocketReader } from './event-reader.js';

const BREAK_MS = 200;

export class LastingReader {
  readonly events: (ExecutionEvent & { cursor: string })[] = [];
  private reader: SocketReader | null = null;
  private isOver = false;

  constructor(
    private readonly url: string,
    private readonly path: string,
  ) {}

  async opened(): Promise<this> {
    await this.open();
    void this.comeBack();
    return this;
  }
  close(): void {
    this.isOver = true;
    this.reader?.close();
  }
  async until(reached: (reader: this) => boolean, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !reached(this); await delay(20)) {
      if (Date.now() > end) throw new Error(`The reader got only ${JSON.stringify(this.events)}`);
    }
  }
  private async open(): Promise<void> {
    const last = this.events.at(-1)?.cursor;
    const reader = new SocketReader(this.url, this.path + (last === undefined ? '' : `?after=${last}`));
    reader.onEvent = (event) => this.events.push(event as ExecutionEvent & { cursor: string });
    this.reader = await reader.opened();
  }
  private async comeBack(): Promise<void> {
    while (!this.isOver) {
      await this.reader?.closed;
      if (!this.isOver) await this.open().catch(() => delay(BREAK_MS));
    }
  }
}
