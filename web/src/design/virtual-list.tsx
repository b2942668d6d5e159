/** A long list of rows of one height, of which only those in sight are in the document. */
import { type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names.js';
import './virtual-list.css';

export interface VirtualListHandle {
  scrollToEnd(): void;
  scrollToRow(index: number): void;
}
export interface VirtualListProps {
  label: string;
  count: number;
  /** In px. */
  rowHeight: number;
  row(index: number): ReactNode;
  keyOf(index: number): string | number;
  className?: string;
  ref?: Ref<VirtualListHandle>;
  /** The row that is in sight at first. */
  startAt?: number;
  /** Told whether the end is in sight, when somebody has scrolled. */
  onScroll?(atEnd: boolean): void;
}
/** Rows beyond the edge, so that a quick scroll shows no gap. */
const MARGIN = 8;

export function VirtualList({
  label,
  count,
  rowHeight,
  row,
  keyOf,
  className,
  ref,
  startAt,
  onScroll,
}: VirtualListProps) {
  const list = useRef<HTMLDivElement>(null);
  const firstRow = useRef(startAt ?? 0);
  const [view, setView] = useState({ top: 0, height: 400 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setView({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    if (firstRow.current) element.scrollTop = Math.max(0, firstRow.current * rowHeight - element.clientHeight / 2);
    firstRow.current = 0;
    return () => observer.disconnect();
  }, [rowHeight]);
  useImperativeHandle(ref, () => ({
    scrollToEnd: () => list.current?.scrollTo({ top: list.current.scrollHeight }),
    scrollToRow: (index) => list.current?.scrollTo({ top: Math.max(0, index * rowHeight - view.height / 2) }),
  }));
  function scrolled(element: HTMLDivElement): void {
    setView({ top: element.scrollTop, height: element.clientHeight });
    onScroll?.(element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight);
  }
  const first = Math.max(0, Math.floor(view.top / rowHeight) - MARGIN);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + MARGIN);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  return (
    <div
      className={classNames('virtual-list', className)}
      ref={list}
      role="list"
      aria-label={label}
      // A list that scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={(event) => scrolled(event.currentTarget)}
    >
      <div role="presentation" className="virtual-list-all" style={{ height: count * rowHeight }}>
        {indexes.map((index) => (
          <div
            key={keyOf(index)}
            role="listitem"
            aria-setsize={count}
            aria-posinset={index + 1}
            className="virtual-list-row"
            style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
