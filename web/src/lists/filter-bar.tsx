import type { ReactNode } from 'react';
import { Button } from '../design/button.js';
import './filter-bar.css';

export interface FilterBarProps {
  /** What is filtered, for a screen reader: "executions". */
  what: string;
  isSet: boolean;
  onClear(): void;
  children: ReactNode;
}
/** Every filter applies as soon as it is set. */
export function FilterBar({ what, isSet, onClear, children }: FilterBarProps) {
  return (
    <search className="filter-bar" aria-label={`Filter ${what}`}>
      {children}
      {isSet && (
        <Button kind="quiet" icon="close" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </search>
  );
}
