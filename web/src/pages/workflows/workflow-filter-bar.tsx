import { WORKFLOW_STATUSES } from '../../../../src/contracts/document.js';
import { STATUS_LOOKS } from '../../design/status.js';
import { ChoiceFilter } from '../../lists/choice-filter.js';
import { FilterBar } from '../../lists/filter-bar.js';
import { TextFilter } from '../../lists/text-filter.js';
import type { Filter } from '../../lists/use-filter.js';
import { SearchFilter } from './search-filter.js';

export const WORKFLOW_FILTERS = ['q', 'status', 'discipline'] as const;
const STATUSES = WORKFLOW_STATUSES.map((status) => [status, STATUS_LOOKS[status].word] as const);

export function WorkflowFilterBar({ filter }: { filter: Filter<(typeof WORKFLOW_FILTERS)[number]> }) {
  const { values, isSet, set, clear } = filter;
  return (
    <FilterBar what="workflows" isSet={isSet} onClear={clear}>
      <SearchFilter label="Search" placeholder="Name or type" value={values.q} onSet={(q) => set({ q })} />
      <ChoiceFilter
        label="Status"
        any="Any status"
        value={values.status}
        choices={STATUSES}
        onSet={(status) => set({ status })}
      />
      <TextFilter
        label="Discipline"
        placeholder="Any discipline"
        value={values.discipline}
        onSet={(discipline) => set({ discipline })}
      />
    </FilterBar>
  );
}
