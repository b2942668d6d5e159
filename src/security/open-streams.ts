/** The streams that are open, by the key that opened each: they end soon after it is revoked. */
import { Inject, Injectable } from '@nestjs/common';
import { ACCESS_RULES, type AccessRules } from './access-rules.js';
import type { ApiKey } from './api-key.js';
import type { Identity } from './identity.js';

interface OpenStream {
  key: ApiKey;
  end(): void;
}

@Injectable()
export class OpenStreams {
  private readonly open = new Set<OpenStream>();

  constructor(@Inject(ACCESS_RULES) private readonly rules: AccessRules) {
    rules.keys?.onChange(() => this.endRevoked());
  }
  /** `end` is called once when the key is revoked, at once where it is already. Returns what lets go of the stream. */
  hold({ key }: Identity, end: () => void): () => void {
    if (key === null) return () => undefined;
    const stream = { key, end };
    this.open.add(stream);
    if (!this.isGood(stream)) this.end(stream);
    return () => void this.open.delete(stream);
  }
  private endRevoked(): void {
    for (const stream of this.open) if (!this.isGood(stream)) this.end(stream);
  }
  private end(stream: OpenStream): void {
    this.open.delete(stream);
    stream.end();
  }
  private isGood({ key }: OpenStream): boolean {
    return this.rules.keys?.isGood(key) ?? false;
  }
}
