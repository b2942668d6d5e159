/**
 * What processes tell one another of executions, over PostgreSQL: news by notifications, and the journal of all events,
 * which has what notifications lose.
 */
import { randomUUID } from 'node:crypto';
import type { Database } from '../storage/database.js';
import { Notifications } from '../storage/notifications.js';
import { Audience } from './audience.js';
import type { LocalEventBus, Unsubscribe } from './event-bus.js';
import { EventJournal } from './event-journal.js';
import { AUDIENCE_CHANNEL, JournalStore, NEWS_CHANNEL } from './journal-store.js';
import { readNews } from './news-text.js';

/** Something may be new in the journal. */
export type JournalListener = () => void;

export class EventExchange {
  readonly journal: JournalStore;
  private readonly process_id = randomUUID();
  private readonly notifications: Notifications;
  private readonly audience: Audience;
  private readonly writer: EventJournal;
  private readonly followers = new Set<JournalListener>();
  private readonly unsubscribe: Unsubscribe;

  constructor(
    private readonly bus: LocalEventBus,
    database: Database,
    databaseUrl: string,
    listenerName: string,
  ) {
    this.journal = new JournalStore(database);
    this.notifications = new Notifications(databaseUrl, listenerName);
    this.audience = new Audience(this.process_id, this.journal, () => bus.isFollowed || this.followers.size > 0);
    this.writer = new EventJournal({
      process_id: this.process_id,
      bus,
      store: this.journal,
      isHeard: () => this.audience.isThere,
      isFollowed: () => this.followers.size > 0,
      onEntered: () => this.entered(),
    });
    this.unsubscribe = bus.onFollowed(() => this.audience.listen());
    this.notifications.on(AUDIENCE_CHANNEL, (text) => this.audience.hear(text));
    this.notifications.on(NEWS_CHANNEL, (text) => this.hear(text));
  }
  /** Once the database has its tables. */
  start(): void {
    this.notifications.start(() => {
      this.audience.ask();
      this.entered();
    });
  }
  async stop(): Promise<void> {
    this.unsubscribe();
    this.audience.stop();
    await this.writer.stop();
    await this.notifications.stop();
  }
  /** Calls back when something may be new in the journal. */
  follow(listener: JournalListener): Unsubscribe {
    this.followers.add(listener);
    this.audience.listen();
    return () => void this.followers.delete(listener);
  }

  private hear(text: string): void {
    const { from, news } = readNews(text);
    if (from === this.process_id) return;
    for (const one of news) this.bus.relay(one);
    this.entered();
  }
  private entered(): void {
    for (const listener of this.followers) listener();
  }
}
