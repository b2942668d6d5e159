/** How many streams may be open: in this process, and for each client. */
import { Inject, Injectable } from '@nestjs/common';

export interface StreamBounds {
  total: number;
  per_client: number;
}
export const STREAM_BOUNDS = Symbol('StreamBounds');

export type Admission = { kind: 'admitted'; leave(): void } | { kind: 'refused'; reason: string };

@Injectable()
export class StreamLimits {
  private readonly byClient = new Map<string, number>();
  private total = 0;

  /** Streams that are open now. */
  get open(): number {
    return this.total;
  }

  constructor(@Inject(STREAM_BOUNDS) private readonly bounds: StreamBounds) {}

  /** @param client who it is: an API key's id, or an address */
  admit(client: string): Admission {
    const { total, per_client } = this.bounds;
    const open = this.byClient.get(client) ?? 0;
    if (this.total >= total) return refused(`${total} streams are open, which is the limit of this server`);
    if (open >= per_client) return refused(`${per_client} streams are open from ${client}, which is its limit`);
    this.count(client, 1);
    let left = false;
    const leave = () => {
      if (!left) this.count(client, -1);
      left = true;
    };
    return { kind: 'admitted', leave };
  }
  private count(client: string, more: 1 | -1): void {
    this.total += more;
    const open = (this.byClient.get(client) ?? 0) + more;
    if (open === 0) this.byClient.delete(client);
    else this.byClient.set(client, open);
  }
}
const refused = (what: string): Admission => ({ kind: 'refused', reason: `${what}: close some, or try again later` });
