/**
 * Whether other processes want to hear at once what happens here. A process says so while somebody follows something
 * there, and again from time to time; a process that starts asks. Where nobody listens, nothing needs to be hurried.
 */
import type { JournalStore } from './journal-store.js';
import { AUDIENCE_CHANNEL } from './journal-store.js';

/** In ms. */
const REPEAT_AFTER_MS = 30_000;
const BELIEVED_FOR_MS = 75_000;

interface Saying {
  from: string;
  says: 'listening' | 'who listens';
}
export class Audience {
  private listeningUntil = 0;
  private saidAt = Number.NEGATIVE_INFINITY;
  private readonly repeat = setInterval(() => this.sayAgain(), REPEAT_AFTER_MS).unref();

  /** @param hasListeners whether somebody follows something in this process */
  constructor(
    private readonly process_id: string,
    private readonly store: JournalStore,
    private readonly hasListeners: () => boolean,
  ) {}

  /** Another process listens. */
  get isThere(): boolean {
    return Date.now() < this.listeningUntil;
  }
  hear(text: string): void {
    const { from, says } = JSON.parse(text) as Saying;
    if (from === this.process_id) return;
    if (says === 'listening') this.listeningUntil = Date.now() + BELIEVED_FOR_MS;
    else if (this.hasListeners()) this.say('listening');
  }
  ask(): void {
    this.say('who listens');
    if (this.hasListeners()) this.say('listening');
  }
  /** Somebody follows something here. */
  listen(): void {
    if (Date.now() - this.saidAt >= REPEAT_AFTER_MS) this.say('listening');
  }
  stop(): void {
    clearInterval(this.repeat);
  }
  private sayAgain(): void {
    if (this.hasListeners()) this.say('listening');
  }
  private say(says: Saying['says']): void {
    if (says === 'listening') this.saidAt = Date.now();
    const saying: Saying = { from: this.process_id, says };
    // A saying that is lost is said again soon.
    this.store.tell(AUDIENCE_CHANNEL, JSON.stringify(saying)).catch(() => undefined);
  }
}
