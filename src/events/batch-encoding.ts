import type { Frame } from './frame.js';

/** A client takes about so much before it is waited for, in bytes. */
export const HIGH_WATER_BYTES = 256 * 1024;

/** Batches as the bytes that a transport writes. The same batch goes to most clients, and is put together once. */
export class BatchEncoding {
  private readonly known = new WeakMap<Frame[], Buffer[]>();

  constructor(private readonly bytesOf: (frame: Frame) => Buffer) {}

  /** Frames together, as much as may wait for a client. */
  writesOf(frames: Frame[]): Buffer[] {
    const known = this.known.get(frames) ?? this.together(frames);
    this.known.set(frames, known);
    return known;
  }
  private together(frames: Frame[]): Buffer[] {
    const writes: Buffer[] = [];
    let [waiting, bytes]: [Buffer[], number] = [[], 0];
    for (const encoded of frames.map(this.bytesOf)) {
      waiting.push(encoded);
      bytes += encoded.length;
      if (bytes < HIGH_WATER_BYTES) continue;
      writes.push(Buffer.concat(waiting));
      [waiting, bytes] = [[], 0];
    }
    return waiting.length > 0 ? [...writes, Buffer.concat(waiting)] : writes;
  }
}
