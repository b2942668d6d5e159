/** Retries many parked executions at once; each answers for itself. */
import { Injectable, Logger } from '@nestjs/common';
import type { BulkRetryAnswer, DeadLetter, RetryAnswer, RetryOutcome } from '../contracts/dead-letter.js';
import { dependencyFailure } from '../http/dependency-failure.js';
import { Problem } from '../http/problem.js';
import type { RequestOrigin } from '../http/request-actor.js';
import type { PageRequest } from '../storage/page.js';
import { type DeadLetterFilter, DeadLetterStore } from './dead-letter-store.js';
import { ExecutionCommands } from './execution-commands.js';
import { ExecutionStore } from './execution-store.js';
import { isSilentWorker } from './silent-worker.js';

/** In one call. */
export const MAX_RETRIED_EXECUTIONS = 1_000;
const AT_ONCE = 10;

export interface RetrySelection extends DeadLetterFilter {
  /** Only this step; by default every failed one. */
  step_number: number | null;
  after: PageRequest['after'];
}
/** By the status of the problem. */
const OUTCOMES: Record<number, RetryOutcome> = { 404: 'not_found', 409: 'refused' };
/** What one call has in common. */
interface Round {
  /** Only this step; null for every failed one. */
  step_number: number | null;
  origin: RequestOrigin;
  /** Said once that no worker answers: the other executions do not wait for it again. */
  silence: Problem | null;
}

@Injectable()
export class DeadLetterRetry {
  private readonly logger = new Logger('dead-letters');

  constructor(
    private readonly deadLetters: DeadLetterStore,
    private readonly store: ExecutionStore,
    private readonly commands: ExecutionCommands,
  ) {}

  async retry({ step_number, after, ...filter }: RetrySelection, origin: RequestOrigin): Promise<BulkRetryAnswer> {
    const page = await this.deadLetters.list(filter, { limit: MAX_RETRIED_EXECUTIONS, after });
    const parked = new Set(page.items.map(({ execution_id }) => execution_id));
    const others = (filter.execution_ids ?? []).filter((id) => !parked.has(id));
    const round: Round = { step_number, origin, silence: null };
    const items = [
      ...(await inParallel(page.items, (letter) => this.retryOne(letter, round))),
      ...(await inParallel(others, (execution_id) => this.notSelected(execution_id))),
    ];
    const count = (outcome: RetryOutcome) => items.filter((item) => item.outcome === outcome).length;
    return {
      items,
      retried: count('retried'),
      refused: count('refused'),
      not_found: count('not_found'),
      failed: count('failed'),
      next_cursor: page.next_cursor,
    };
  }
  /** Step after step: the first one lets the execution go on, and the others join it. */
  private async retryOne(letter: DeadLetter, round: Round): Promise<RetryAnswer> {
    const { execution_id } = letter;
    const failed = letter.failed_steps.map(({ step_number }) => step_number);
    const giver = { ...round.origin, idempotency_key: null };
    const steps: number[] = [];
    let last: unknown = null;
    for (const step_number of round.step_number === null ? failed : [round.step_number]) {
      try {
        if (round.silence) throw round.silence;
        await this.commands.give(execution_id, { kind: 'retry', step_number }, giver);
        steps.push(step_number);
      } catch (error) {
        if (isSilentWorker(error)) round.silence = error;
        last = error;
      }
    }
    if (last === null) return { execution_id, outcome: 'retried', steps };
    const { outcome, reason } = this.explained(last);
    return { execution_id, outcome: steps.length > 0 ? 'retried' : outcome, steps, reason };
  }
  private async notSelected(execution_id: string): Promise<RetryAnswer> {
    const stored = await this.store.find(execution_id);
    if (!stored) return { execution_id, outcome: 'not_found', steps: [], reason: 'There is no such execution' };
    const reason = `It is ${stored.status} and not parked, or does not match the other filters`;
    return { execution_id, outcome: 'refused', steps: [], reason };
  }
  private explained(error: unknown): { outcome: RetryOutcome; reason: string } {
    const problem = error instanceof Problem ? error : dependencyFailure(error);
    if (problem) return { outcome: OUTCOMES[problem.status] ?? 'failed', reason: problem.message };
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { outcome: 'failed', reason: 'Something went wrong on our side; the log of the server says more' };
  }
}
/** In order; a few at a time. */
async function inParallel<Item, Result>(items: Item[], act: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [n, item] of queue) results[n] = await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
