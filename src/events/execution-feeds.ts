/** The feeds of single executions: one for each that somebody follows, however many they are. */
import { Inject, Injectable } from '@nestjs/common';
import type { ExecutionEvent } from '../contracts/events.js';
import type { EventBus } from './event-bus.js';
import { EVENT_BUS, EVENT_SOURCE, type EventSource } from './event-source.js';
import { Feed } from './feed.js';
import type { FeedReader } from './feed-reader.js';
import { Frame } from './frame.js';
import { EVERYTHING, type LogPage, type LogSource } from './log-source.js';

interface OpenFeed {
  feed: Feed;
  /** False when nobody knows the execution. */
  begun: Promise<boolean>;
  close(): void;
}
const framesOf = (events: ExecutionEvent[]): Frame[] => events.map((event) => new Frame(event.seq, event));

@Injectable()
export class ExecutionFeeds {
  private readonly open = new Map<string, OpenFeed>();

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    @Inject(EVENT_SOURCE) private readonly source: EventSource,
  ) {}

  /** Follows the log after that seq; null for an execution that nobody knows. Rejects when its log cannot be read. */
  async follow(execution_id: string, after: number): Promise<FeedReader | null> {
    const { feed, begun, close } = this.open.get(execution_id) ?? this.add(execution_id, after);
    const reader = feed.follow(after, EVERYTHING);
    try {
      if (await begun) return reader;
    } catch (error) {
      close();
      throw error;
    }
    reader.close();
    return null;
  }
  private add(execution_id: string, after: number): OpenFeed {
    const close = () => {
      unsubscribe();
      feed.close();
      if (this.open.get(execution_id)?.feed === feed) this.open.delete(execution_id);
    };
    const feed = new Feed(this.sourceOf(execution_id), close);
    const unsubscribe = this.bus.subscribe(execution_id, ({ events, last_seq }) => {
      if (events.length > 0) feed.hear(framesOf(events));
      else if (last_seq > feed.last) feed.catchUp();
    });
    const added = { feed, begun: this.begin(feed, execution_id, after), close };
    this.open.set(execution_id, added);
    return added;
  }
  /** One read for who comes first, which is also the beginning of what is kept for the others. */
  private async begin(feed: Feed, execution_id: string, after: number): Promise<boolean> {
    const page = await this.source.eventsAfter(execution_id, after);
    if (page === null) return false;
    const { items, last_seq } = page;
    const isRead = items.length > 0 || last_seq === 0;
    // Whether the log has ended is seen at its newest event alone.
    const newest = isRead ? items : ((await this.source.eventsAfter(execution_id, last_seq - 1))?.items ?? []);
    feed.begin(framesOf(newest), newest.at(-1)?.seq ?? last_seq);
    return true;
  }
  private sourceOf(execution_id: string): LogSource {
    return {
      after: async (position): Promise<LogPage> => {
        const page = await this.source.eventsAfter(execution_id, position);
        const frames = framesOf(page?.items ?? []);
        return { frames, through: frames.at(-1)?.position ?? position, isFull: false };
      },
    };
  }
}
