/** /api/v1/dead-letters: parked executions. */
import type { BulkRetryAnswer, DeadLetter, RetrySelection } from '../contracts/dead-letter.js';
import type { ListPage, PageQuery } from '../contracts/list-page.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';

export interface DeadLetterQuery extends PageQuery {
  deliverable_type?: string | undefined;
  /** Of at least one failed step. */
  error_type?: string | undefined;
}

export class DeadLetterCalls extends ApiCalls {
  /** Newest executions first. */
  list(query: DeadLetterQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<DeadLetter>> {
    return this.call({ path: apiPath('dead-letters'), query: { ...query }, signal });
  }
  /** Tries failed steps again, at most 1,000 executions a call; each answers for itself. */
  retry(selection: RetrySelection, { signal }: CallOptions = {}): Promise<BulkRetryAnswer> {
    return this.call({ method: 'POST', path: apiPath('dead-letters', 'retry'), body: selection, signal });
  }
}
