import { useQuery } from '@tanstack/react-query';
import { workflowsQuery } from '../api/queries.js';
import { TextFilter } from './text-filter.js';

export interface WorkflowFilterProps {
  value: string | undefined;
  onSet(deliverable_type: string): void;
}
/** By the workflow's type, with the known ones to choose from. */
export function WorkflowFilter({ value, onSet }: WorkflowFilterProps) {
  const workflows = useQuery(workflowsQuery({ limit: 200 }));
  const known = workflows.data?.items.map(({ deliverable_type }) => deliverable_type) ?? [];
  return <TextFilter label="Workflow" placeholder="Any workflow" value={value} known={known} onSet={onSet} />;
}
