/**
 * The API keys that are good now. The file is read again when it changes: a key that is not in it any more, or has another
 * hash, is no longer good within about a second. A file that cannot be read any more changes nothing, which the log says.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { type ApiKey, idOfKey } from './api-key.js';
import { isHashOf } from './key-hash.js';
import { readKeysFile } from './keys-file.js';

const LOOK_EVERY_MS = 1_000;

export class KeyRing {
  private readonly logger = new Logger('security');
  private keys = new Map<string, ApiKey>();
  /** Keys that were found good, by their SHA-256, so that scrypt is computed once for each. */
  private readonly verified = new Map<string, ApiKey>();
  private readonly listeners = new Set<() => void>();
  private checking: Promise<unknown> = Promise.resolve();
  private looking: Promise<void> | null = null;
  private seen = '';
  private readonly timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();

  private constructor(private readonly path: string) {}

  /** @throws KeysFileError */
  static async open(path: string): Promise<KeyRing> {
    const ring = new KeyRing(path);
    try {
      await ring.read();
      return ring;
    } catch (error) {
      ring.close();
      throw error;
    }
  }
  close(): void {
    clearInterval(this.timer);
  }
  get size(): number {
    return this.keys.size;
  }
  find(id: string): ApiKey | null {
    return this.keys.get(id) ?? null;
  }
  /** Whether this very key is still good, whatever its role is by now. */
  isGood({ id, hash }: ApiKey): boolean {
    return this.keys.get(id)?.hash === hash;
  }
  /** Called after keys came, changed or went. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }
  /** A key that was found good before; null for any other, which `verify` has to look at. */
  recall(key: string): ApiKey | null {
    const known = this.verified.get(digestOf(key));
    return known && this.isGood(known) ? this.find(known.id) : null;
  }
  /** Costs a scrypt where the id is known. Null for a key that is not good. */
  async verify(key: string): Promise<ApiKey | null> {
    const id = idOfKey(key);
    if (id === null) return null;
    if (!this.keys.has(id)) await this.look();
    const known = this.find(id);
    if (known === null || !(await this.inTurn(() => isHashOf(known.hash, key)))) return null;
    if (!this.isGood(known)) return null;
    this.verified.set(digestOf(key), known);
    return known;
  }
  /** Reads the file if it is another one than before. */
  look(): Promise<void> {
    this.looking ??= this.readIfChanged().finally(() => (this.looking = null));
    return this.looking;
  }
  private async readIfChanged(): Promise<void> {
    const before = this.seen;
    try {
      if ((await this.stamp()) !== before) await this.read();
    } catch (error) {
      this.logger.error(`The API keys stay as they were: ${(error as Error).message}`);
    }
  }
  private async read(): Promise<void> {
    this.seen = await this.stamp();
    const keys = await readKeysFile(this.path);
    this.keys = new Map(keys.map((key) => [key.id, key]));
    for (const [digest, key] of this.verified) if (!this.isGood(key)) this.verified.delete(digest);
    for (const listener of this.listeners) listener();
  }
  private async stamp(): Promise<string> {
    const { mtimeMs, size, ino } = await stat(this.path).catch(() => ({ mtimeMs: 0, size: 0, ino: 0 }));
    return `${mtimeMs} ${size} ${ino}`;
  }
  /** One after another: whoever sends wrong keys gets one processor busy at most. */
  private inTurn<T>(check: () => Promise<T>): Promise<T> {
    const checked = this.checking.then(check, check);
    this.checking = checked;
    return checked;
  }
}
const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64');
