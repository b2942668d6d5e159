/** The filters of the audit: as they stand in the address, as the API takes them, and of the export. */
import type { FilterValues } from '../../lists/filter-parameters.js';
import { moment } from '../../lists/time-range.js';

export const AUDIT_FILTERS = ['execution_id', 'action', 'since'] as const;
export type AuditFilterValues = FilterValues<(typeof AUDIT_FILTERS)[number]>;
export interface AuditSelection {
  execution_id?: string;
  action?: string;
  since?: string;
}
export function auditSelection({ since, ...rest }: AuditFilterValues, now_ms: number): AuditSelection {
  const from = moment(since, now_ms);
  return from === null ? rest : { ...rest, since: from };
}
/** All entries of the selection as NDJSON, oldest first. */
export const exportAddress = (selection: AuditSelection): string =>
  `/api/v1/audit?${new URLSearchParams({ ...selection, format: 'ndjson' }).toString()}`;
