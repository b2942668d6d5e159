/** /api/v1/approvals: what waits for a person's decision, and what was decided. Deciding is a command. */
import type { ApprovalRow } from '../contracts/approval.js';
import type { Approval } from '../contracts/execution.js';
import type { ListPage, PageQuery } from '../contracts/list-page.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';

export interface ApprovalQuery extends PageQuery {
  status?: Approval['status'] | undefined;
}

export class ApprovalCalls extends ApiCalls {
  /** Newest executions first. */
  list(query: ApprovalQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<ApprovalRow>> {
    return this.call({ path: apiPath('approvals'), query: { ...query }, signal });
  }
}
