/** The filters of the list of executions: as they stand in the address, and as the API takes them. */
import { EXECUTION_STATUSES, type ExecutionStatus } from '../../../../src/contracts/execution.js';
import type { FilterValues } from '../../lists/filter-parameters.js';
import { moment } from '../../lists/time-range.js';

export const EXECUTION_FILTERS = ['deliverable_type', 'status', 'user_id', 'since', 'until'] as const;
export type ExecutionFilter = FilterValues<(typeof EXECUTION_FILTERS)[number]>;
export interface ExecutionSelection {
  deliverable_type?: string;
  status?: ExecutionStatus;
  user_id?: string;
  since?: string;
  until?: string;
}
/** What cannot be read in an address that somebody has edited is left out. */
export function selectionOf(
  { deliverable_type, status, ...rest }: ExecutionFilter,
  now_ms: number,
): ExecutionSelection {
  const known = EXECUTION_STATUSES.find((one) => one === status);
  const since = moment(rest.since, now_ms);
  const until = moment(rest.until, now_ms);
  return {
    ...(deliverable_type !== undefined && { deliverable_type }),
    ...(known !== undefined && { status: known }),
    ...(rest.user_id !== undefined && { user_id: rest.user_id }),
    ...(since !== null && { since }),
    ...(until !== null && { until }),
  };
}
