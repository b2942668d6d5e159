/** Stands where something is being loaded, at about its size. */
import './skeleton.css';

export interface SkeletonProps {
  /** What is loaded, for a screen reader. */
  label?: string;
  lines?: number;
  /** Of one block in place of lines, in px. */
  height?: number;
}
const WIDTHS = ['92%', '78%', '85%', '64%', '88%', '71%'];

export function Skeleton({ label = 'Loading', lines = 4, height }: SkeletonProps) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {height === undefined
        ? Array.from({ length: lines }, (_, line) => <div key={line} style={{ width: WIDTHS[line % WIDTHS.length] }} />)
        : [<div key="block" style={{ height }} />]}
    </div>
  );
}
