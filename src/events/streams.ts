/** Opens the stream that a client asks for, whichever transport it uses. */
import { Injectable } from '@nestjs/common';
import { notFound } from '../http/problem.js';
import { AllExecutionsFeed } from './all-executions-feed.js';
import { ExecutionFeeds } from './execution-feeds.js';
import type { FeedReader } from './feed-reader.js';

export type StreamTarget =
  | { kind: 'execution'; execution_id: string; after: number | null }
  /** Of all executions, or of those of one type. Without `after`, from now on. */
  | { kind: 'all'; deliverable_type: string | null; after: number | null };

@Injectable()
export class Streams {
  constructor(
    private readonly executions: ExecutionFeeds,
    private readonly all: AllExecutionsFeed,
  ) {}

  /** @throws Problem 404 for an execution that nobody knows, 503 where the log cannot be read now */
  async open(target: StreamTarget): Promise<FeedReader> {
    if (target.kind === 'all') return this.all.follow(target.after, { deliverable_type: target.deliverable_type });
    const { execution_id, after } = target;
    const reader = await this.executions.follow(execution_id, after ?? 0);
    if (reader === null) throw notFound(`There is no execution ${execution_id}`);
    return reader;
  }
}
