import { classNames } from './class-names.js';
import './progress-bar.css';
import type { Tone } from './status.js';

export interface ProgressBarProps {
  /** 0 to 100. */
  percent: number;
  /** What makes progress, for a screen reader. */
  label: string;
  tone?: Tone;
}
export function ProgressBar({ percent, label, tone = 'running' }: ProgressBarProps) {
  return (
    <div
      className={classNames('progress-bar', `tone-${tone}`)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}
