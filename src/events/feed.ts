/**
 * A log as it grows, read once for all who follow it.
 *
 * - What the bus brings is taken only where it continues the log; where it does not, the log itself is read.
 * - The newest frames are kept; who wants older ones has them read, and those who want the same share the read.
 * - The feed does not wait for its readers: one that falls too far behind is let go.
 */
import type { Frame } from './frame.js';
import { FeedReader } from './feed-reader.js';
import { EVERYTHING, type FrameFilter, type LogPage, type LogSource, passes } from './log-source.js';

/** Frames that are kept. More than a reader may be behind, so that who is live never reads by itself. */
const KEPT = 2_000;
/** And no more than this, in characters. */
const KEPT_TEXT = 16 * 1024 * 1024;
/** After so long without news the log is read again, in case they were lost. In ms. */
const RECHECK_AFTER_MS = 15_000;

export class Feed {
  /** The position of the newest frame. */
  last = 0;
  private tail: Frame[] = [];
  private text = 0;
  private newest: { key: string; page: LogPage } | null = null;
  private ended = false;
  private readonly readers = new Set<FeedReader>();
  private readonly pages = new Map<string, Promise<LogPage>>();
  private reading: Promise<void> | null = null;
  private stale = false;
  private begun = false;
  private recheck: NodeJS.Timeout | null = null;

  /** @param onDeserted called when the last reader has gone */
  constructor(
    private readonly source: LogSource,
    private readonly onDeserted: () => void,
  ) {}

  /** Says where the log stands. @param frames its newest, at least one of a log that is not empty @param last position */
  begin(frames: Frame[], last: number): void {
    this.tail = frames;
    this.text = lengthOf(frames);
    this.last = last;
    this.ended = frames.at(-1)?.isFinal === true;
    this.begun = true;
    if (this.stale) this.catchUp();
  }
  /** Follows the log from after that position. */
  follow(after: number, filter: FrameFilter): FeedReader {
    const reader = new FeedReader(this, { after, filter });
    this.readers.add(reader);
    if (!this.ended) this.recheck ??= setInterval(() => this.catchUp(), RECHECK_AFTER_MS).unref();
    return reader;
  }
  leave(reader: FeedReader): void {
    if (!this.readers.delete(reader) || this.readers.size > 0) return;
    this.close();
    this.onDeserted();
  }
  /** Takes frames that follow one another. */
  hear(frames: Frame[]): void {
    const newer = frames.filter(({ position }) => position > this.last);
    const [first] = newer;
    if (first === undefined) return;
    if (this.begun && first.position === this.last + 1 && this.reading === null)
      this.append(newer, this.last + newer.length);
    else this.catchUp();
  }
  /** Reads on, because something may be there that nobody told. */
  catchUp(): void {
    this.stale = true;
    if (!this.begun) return;
    this.reading ??= this.readOn()
      .catch((error: unknown) => this.readers.forEach((reader) => reader.fail(error)))
      .finally(() => {
        this.reading = null;
        // Asked for between the end of the read and now.
        if (this.stale) this.catchUp();
      });
  }
  /** What comes after a position; nothing when that is the newest. Who wants the same shares the read. */
  after(position: number, filter: FrameFilter): Promise<LogPage> | LogPage {
    const first = this.tail[0]?.position ?? this.last + 1;
    if (position >= first - 1) return this.ofTail(position, filter);
    const key = `${position} ${filter.deliverable_type}`;
    const known = this.pages.get(key);
    if (known) return known;
    const page = this.source.after(position, filter).finally(() => this.pages.delete(key));
    this.pages.set(key, page);
    return page;
  }
  /** Nothing follows after that position. */
  isOver(position: number): boolean {
    return this.ended && position >= this.last;
  }
  close(): void {
    if (this.recheck) clearInterval(this.recheck);
    this.recheck = null;
  }

  /** Most readers are at the same place and get the same page, so that what is made of it is made once. */
  private ofTail(position: number, filter: FrameFilter): LogPage {
    const { deliverable_type } = filter;
    const key = `${position} ${this.last} ${deliverable_type}`;
    if (this.newest?.key !== key) this.newest = { key, page: this.cutFromTail(position, filter) };
    return this.newest.page;
  }
  private cutFromTail(position: number, filter: FrameFilter): LogPage {
    const [first] = this.tail;
    const newer = first ? this.tail.slice(Math.max(0, position - first.position + 1)) : [];
    // Where the log has a hole, positions do not count the frames.
    const wanted = newer.filter((frame) => frame.position > position && passes(frame, filter));
    return { frames: wanted, through: Math.max(position, this.last), isFull: false };
  }
  private async readOn(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      const { frames, through, isFull } = await this.source.after(this.last, EVERYTHING);
      this.stale ||= isFull;
      this.append(frames, through);
    }
  }
  private trim(newer: Frame[]): void {
    this.text += lengthOf(newer);
    if (this.tail.length <= 2 * KEPT && this.text <= 2 * KEPT_TEXT) return;
    this.text = 0;
    const first = this.tail.findLastIndex(({ text }, index) => {
      this.text += text.length;
      return this.text > KEPT_TEXT || index < this.tail.length - KEPT;
    });
    this.tail = this.tail.slice(first + 1);
  }
  private append(frames: Frame[], through: number): void {
    const newer = frames.filter(({ position }) => position > this.last);
    this.last = Math.max(this.last, through);
    this.ended ||= newer.some((frame) => frame.isFinal);
    this.tail.push(...newer);
    this.trim(newer);
    for (const reader of this.readers) reader.wake();
  }
}
const lengthOf = (frames: Frame[]): number => frames.reduce((sum, { text }) => sum + text.length, 0);
