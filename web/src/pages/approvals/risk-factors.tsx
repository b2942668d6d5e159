/** Why an execution has its risk score: the score is that of the highest factor, and every factor is listed. */
import { Link } from 'react-router';
import type { Risk, RiskFactor } from '../../../../src/contracts/execution.js';
import { classNames } from '../../design/class-names.js';
import { riskTone } from '../../lists/risk-score.js';

export function RiskFactors({ execution_id, risk }: { execution_id: string; risk: Risk }) {
  const factors = [...risk.factors].sort((one, other) => other.score - one.score);
  return (
    <div className="risk-factors">
      <p>
        <span className={classNames('risk-factors-score', `tone-${riskTone(risk.score)}`)}>
          {risk.score.toFixed(2)}
        </span>{' '}
        risk <span className="muted">of 1, the highest of its factors</span>
      </p>
      <ul>
        {factors.map((factor, index) => (
          <Factor key={index} execution_id={execution_id} factor={factor} />
        ))}
      </ul>
    </div>
  );
}
function Factor({ execution_id, factor }: { execution_id: string; factor: RiskFactor }) {
  const { code, score, message, step_number } = factor;
  return (
    <li className={`tone-${riskTone(score)}`}>
      <span className="risk-factors-number">{score.toFixed(2)}</span>
      <span className="risk-factors-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(1, Math.max(0, score)) * 100}%` }} />
      </span>
      <span className="risk-factors-text">
        {message} <code className="muted">{code}</code>
        {step_number !== undefined && (
          <>
            {' '}
            <Link to={`/executions/${execution_id}?step=${step_number}`}>step {step_number}</Link>
          </>
        )}
      </span>
    </li>
  );
}
