import { EXECUTION_STATUSES } from '../../../../src/contracts/execution.js';
import { STATUS_LOOKS } from '../../design/status.js';
import { ChoiceFilter } from '../../lists/choice-filter.js';
import { FilterBar } from '../../lists/filter-bar.js';
import { TextFilter } from '../../lists/text-filter.js';
import { TimeFilter } from '../../lists/time-filter.js';
import { WorkflowFilter } from '../../lists/workflow-filter.js';
import type { Filter } from '../../lists/use-filter.js';
import type { EXECUTION_FILTERS } from './execution-filter.js';

const STATUSES = EXECUTION_STATUSES.map((status) => [status, STATUS_LOOKS[status].word] as const);

export function ExecutionFilterBar({ filter }: { filter: Filter<(typeof EXECUTION_FILTERS)[number]> }) {
  const { values, isSet, set, clear } = filter;
  return (
    <FilterBar what="executions" isSet={isSet} onClear={clear}>
      <WorkflowFilter value={values.deliverable_type} onSet={(deliverable_type) => set({ deliverable_type })} />
      <ChoiceFilter
        label="Status"
        any="Any status"
        value={values.status}
        choices={STATUSES}
        onSet={(status) => set({ status })}
      />
      <TextFilter label="User" placeholder="Any user" value={values.user_id} onSet={(user_id) => set({ user_id })} />
      <TimeFilter label="Created" since={values.since} until={values.until} hasUntil onSet={set} />
    </FilterBar>
  );
}
