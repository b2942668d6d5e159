/** Sends a stream to a client at the pace at which he takes it, whichever transport carries it. */
import type { BatchEncoding } from './batch-encoding.js';
import type { FeedReader } from './feed-reader.js';

export interface ClientConnection {
  /** He still takes something. */
  readonly isOpen: boolean;
  /** Returns whether he may be sent more at once. */
  write(bytes: Buffer): boolean;
  /** Calls back when he has taken what was written. */
  onTaken(taken: () => void): void;
}
/** Resolves after the final event, or when the reader was closed. @throws what the reader left for, such as SlowConsumer */
export async function deliver(reader: FeedReader, encoding: BatchEncoding, client: ClientConnection): Promise<void> {
  const { signal } = reader;
  for await (const frames of reader.batches()) {
    for (const bytes of encoding.writesOf(frames)) {
      if (signal.aborted || !client.isOpen) break;
      if (!client.write(bytes)) await takenBy(client, signal);
    }
  }
}
/** Resolves when the client has taken what was written, or when nobody waits for that any more. */
function takenBy(client: ClientConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    client.onTaken(done);
  });
}
