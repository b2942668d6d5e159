/** Opens the stream that a client asks for, whichever transport it uses. */
import { Injectable } from '@nestjs/common';
import { notFound } from '../http/problem.js';
import { AllExecutionsFeed } from './all-executions-feed.js';
import { ExecutionFeeds } from './execution-feeds.js';
import type { FeedReader } from './feed-reader.js';
import { readAfter } from './resume-position.js';

export type StreamTarget =
  | { kind: 'execution'; execution_id: string; after: number | null }
  /** Of all executions, or of those of one type. Without `after`, from now on. */
  | { kind: 'all'; deliverable_type: string | null; after: number | null };

/** What a client asks for by a path with an execution's id, or without one. @throws Problem 400 for a bad position */
export function readTarget(
  execution_id: string | undefined,
  asked: { after: string | null | undefined; deliverable_type: string | null | undefined },
): StreamTarget {
  const after = readAfter(asked.after);
  if (execution_id !== undefined) return { kind: 'execution', execution_id, after };
  return { kind: 'all', deliverable_type: asked.deliverable_type ?? null, after };
}
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
