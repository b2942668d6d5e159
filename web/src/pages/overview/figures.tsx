/** The few numbers that say how things are. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PlatformStatistics } from '../../../../src/contracts/platform-statistics.js';
import { classNames } from '../../design/class-names.js';
import { Duration } from '../../design/duration.js';
import type { Tone } from '../../design/status.js';
import './figures.css';
import { percentText } from '../../statistics/percent-text.js';

export function Figures({ statistics }: { statistics: PlatformStatistics }) {
  const { by_status, success_rate, duration_ms, running, parked, approvals_pending } = statistics;
  const total = Object.values(by_status).reduce((sum, count) => sum + count, 0);
  return (
    <dl className="figures">
      <Figure name="Running now" to="/executions?status=running">
        {running.toLocaleString('en-GB')}
      </Figure>
      <Figure name="Parked" to="/dead-letters" tone={parked > 0 ? 'danger' : null}>
        {parked.toLocaleString('en-GB')}
      </Figure>
      <Figure name="Approvals" to="/approvals" tone={approvals_pending > 0 ? 'attention' : null}>
        {approvals_pending.toLocaleString('en-GB')}
      </Figure>
      <Figure name="Executions">{total.toLocaleString('en-GB')}</Figure>
      <Figure name="Success rate">{percentText(success_rate)}</Figure>
      <Figure name="Duration p50">
        <Duration ms={duration_ms.p50} />
      </Figure>
      <Figure name="Duration p95">
        <Duration ms={duration_ms.p95} />
      </Figure>
    </dl>
  );
}
interface FigureProps {
  name: string;
  to?: string;
  /** Where it asks for something. */
  tone?: Tone | null;
  children: ReactNode;
}
function Figure({ name, to, tone = null, children }: FigureProps) {
  return (
    <div className={classNames('figure', tone && `tone-${tone} figure-asking`)}>
      <dt>{name}</dt>
      <dd>{to === undefined ? children : <Link to={to}>{children}</Link>}</dd>
    </div>
  );
}
