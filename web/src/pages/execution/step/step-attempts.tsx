/** The failed attempts that another one followed, newest last. */
import { useState } from 'react';
import type { StepRecord } from '../../../../../src/contracts/execution.js';
import { Button } from '../../../design/button.js';
import { durationText } from '../../../design/duration-text.js';
import { Time } from '../../../design/time.js';

/** Shown at first; a step with many items can have thousands. */
const SHOWN = 20;

export function StepAttempts({ step }: { step: StepRecord }) {
  const [all, setAll] = useState(false);
  const { retries } = step;
  if (retries.length === 0) return null;
  const shown = all ? retries.slice(0, 500) : retries.slice(0, SHOWN);
  return (
    <section className="step-panel-part">
      <h3>Failed attempts · {retries.length}</h3>
      <ol className="step-panel-attempts">
        {shown.map(({ attempt, item, error_type, message, delay_seconds, timestamp }, index) => (
          <li key={index}>
            <p className="muted">
              {item !== undefined && `item ${item}, `}attempt {attempt} · <Time at={timestamp} /> ·{' '}
              {delay_seconds > 0 ? `again after ${durationText(delay_seconds * 1000)}` : 'again at once'}
            </p>
            <p>
              <code>{error_type}</code> {message}
            </p>
          </li>
        ))}
      </ol>
      {shown.length < retries.length && (
        <div>
          <Button size="small" kind="quiet" onClick={() => setAll(true)}>
            {retries.length - shown.length} more
          </Button>
        </div>
      )}
    </section>
  );
}
