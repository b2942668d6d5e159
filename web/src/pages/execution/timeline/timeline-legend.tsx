export interface TimelineLegendProps {
  /** Steps on the critical path. */
  path: number;
  onlyPath: boolean;
  onChange(onlyPath: boolean): void;
}
const KINDS = [
  ['completed', 'completed'],
  ['failed', 'failed attempt'],
  ['running', 'running'],
  ['retry_wait', 'waits to try again'],
  ['flow_wait', 'waits for a time, a signal or a workflow'],
] as const;

export function TimelineLegend({ path, onlyPath, onChange }: TimelineLegendProps) {
  return (
    <div className="timeline-legend">
      <label>
        <input type="checkbox" checked={onlyPath} onChange={(event) => onChange(event.currentTarget.checked)} /> Only
        the critical path ({path === 1 ? '1 step' : `${path} steps`})
      </label>
      <ul>
        {KINDS.map(([kind, words]) => (
          <li key={kind}>
            <span className={`gantt-bar gantt-bar-${kind}`} aria-hidden="true" />
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
