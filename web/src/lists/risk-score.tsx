/** 0 to 1; the tone follows the usual thresholds of a workflow: 0.3 and 0.7. */
import { classNames } from '../design/class-names.js';
import type { Tone } from '../design/status.js';
import './risk-score.css';

export function riskTone(score: number): Tone {
  if (score >= 0.7) return 'danger';
  return score >= 0.3 ? 'warning' : 'success';
}
export function RiskScore({ score }: { score: number | null }) {
  if (score === null) return <span className="muted">–</span>;
  return <span className={classNames('risk-score', `tone-${riskTone(score)}`)}>{score.toFixed(2)}</span>;
}
