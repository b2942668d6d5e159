/** The feed of all executions: one for the process, read while somebody follows it. */
import { Inject, Injectable } from '@nestjs/common';
import type { EventBus } from './event-bus.js';
import { EventExchange } from './event-exchange.js';
import { EVENT_BUS, EVENT_SOURCE, type EventSource } from './event-source.js';
import { Feed } from './feed.js';
import type { FeedReader } from './feed-reader.js';
import { JournalSource } from './journal-source.js';
import { type FrameFilter } from './log-source.js';
import { RecentEvents } from './recent-events.js';

interface OpenFeed {
  feed: Feed;
  begun: Promise<void>;
}
@Injectable()
export class AllExecutionsFeed {
  private open: OpenFeed | null = null;

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    @Inject(EVENT_SOURCE) private readonly logs: EventSource,
    private readonly exchange: EventExchange,
  ) {}

  /** Follows what happens after a position; null is from now on. Rejects when the journal cannot be read. */
  async follow(after: number | null, filter: FrameFilter): Promise<FeedReader> {
    const open = (this.open ??= this.begin());
    const isHeldOpen = open.feed.follow(Number.MAX_SAFE_INTEGER, filter);
    try {
      await open.begun;
      return open.feed.follow(after ?? open.feed.last, filter);
    } finally {
      isHeldOpen.close();
    }
  }
  private begin(): OpenFeed {
    const recent = new RecentEvents();
    const feed = new Feed(new JournalSource(this.exchange.journal, this.logs, recent), () => {
      forget();
      ignore();
      if (this.open?.feed === feed) this.open = null;
    });
    const forget = this.bus.onNews(({ execution_id, events }) => recent.remember(execution_id, events));
    const ignore = this.exchange.follow(() => feed.catchUp());
    const begun = this.exchange.journal.lastPosition().then((last) => feed.begin([], last));
    return { feed, begun };
  }
}
