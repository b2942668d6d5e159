import './step-bar.css';

export interface StepBarProps {
  p50_ms: number | null;
  p95_ms: number | null;
  /** The width of the whole. */
  longest_ms: number;
}
/** The median as a bar, and up to the 95th percentile a lighter one. The numbers stand beside. */
export function StepBar({ p50_ms, p95_ms, longest_ms }: StepBarProps) {
  return (
    <div className="step-bar" aria-hidden="true">
      <div className="step-bar-p95" style={{ width: `${((p95_ms ?? 0) / longest_ms) * 100}%` }} />
      <div className="step-bar-p50" style={{ width: `${((p50_ms ?? 0) / longest_ms) * 100}%` }} />
    </div>
  );
}
