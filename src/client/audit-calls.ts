/** /api/v1/audit: who did what, and when. */
import type { AuditRow } from '../contracts/audit.js';
import type { ListPage, PageQuery } from '../contracts/list-page.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';

export interface AuditFilter {
  execution_id?: string | undefined;
  action?: string | undefined;
  since?: string | Date | undefined;
}

export class AuditCalls extends ApiCalls {
  /** Newest first. */
  list(query: AuditFilter & PageQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<AuditRow>> {
    return this.call({ path: apiPath('audit'), query: { ...query }, signal });
  }
  /** All entries as NDJSON, oldest first. */
  export(filter: AuditFilter = {}, { signal }: CallOptions = {}): Promise<string> {
    return this.text({ path: apiPath('audit'), query: { ...filter, format: 'ndjson' }, signal });
  }
}
