/** Tabs by the pattern of the ARIA Authoring Practices: arrow keys go along, Home and End to the ends. */
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { classNames } from './class-names.js';
import './tabs.css';

export interface Tab {
  id: string;
  label: string;
  /** Beside the label: how many there are. */
  count?: number | string | undefined;
  content: () => ReactNode;
}
export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  /** The id of the shown tab; one that there is not shows the first. */
  selected: string | null;
  onSelect(id: string): void;
  className?: string;
}
const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};
export function Tabs({ label, tabs, selected, onSelect, className }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const index = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === selected),
  );
  const shown = tabs[index];
  function move(event: KeyboardEvent): void {
    const next = STEPS[event.key]?.(index, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus();
  }
  return (
    <div className={classNames('tabs', className)}>
      <div className="tabs-list" role="tablist" aria-label={label} ref={list} tabIndex={-1} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label} {tab.count !== undefined && <span className="tabs-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div className="tabs-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown?.id}`}>
        {shown?.content()}
      </div>
    </div>
  );
}
