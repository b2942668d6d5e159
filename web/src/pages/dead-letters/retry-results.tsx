/** What a bulk retry came to: said at once, and execution by execution. */
import { type RefObject, useEffect, useRef } from 'react';
import type { RetryAnswer, RetryOutcome } from '../../../../src/contracts/dead-letter.js';
import { Button } from '../../design/button.js';
import { classNames } from '../../design/class-names.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Icon, type IconName } from '../../design/icon.js';
import { Id } from '../../design/id.js';
import { Panel } from '../../design/panel.js';
import '../../design/status-badge.css';
import { type Column, Table } from '../../design/table.js';
import { byOutcome, OUTCOME_WORDS, retrySummary } from './retry-summary.js';
import type { BulkRetry } from './use-bulk-retry.js';

const LOOKS: Record<RetryOutcome, { icon: IconName; tone: string }> = {
  retried: { icon: 'check', tone: 'tone-success' },
  refused: { icon: 'warning', tone: 'tone-warning' },
  not_found: { icon: 'info', tone: 'tone-neutral' },
  failed: { icon: 'cross', tone: 'tone-danger' },
};
const COLUMNS: readonly Column<RetryAnswer>[] = [
  { id: 'outcome', header: 'Outcome', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
  {
    id: 'execution',
    header: 'Execution',
    cell: ({ execution_id }) => <Id id={execution_id} what="execution id" to={`/executions/${execution_id}`} short />,
  },
  { id: 'steps', header: 'Steps', cell: ({ steps }) => (steps.length > 0 ? steps.join(', ') : '–') },
  { id: 'reason', header: 'Why not', cell: ({ reason }) => reason ?? '–' },
];
export function RetryResults({ retry }: { retry: BulkRetry }) {
  const { answers, isRunning, error, dismiss } = retry;
  const place = useFocusOnceShown(answers !== null || error !== null);
  if (answers === null && error === null) return null;
  const close = (
    <Button size="small" kind="quiet" icon="close" disabled={isRunning} onClick={dismiss}>
      Close
    </Button>
  );
  return (
    <div ref={place} tabIndex={-1} className="retry-results">
      <Panel title="Retry" note={<Summary answers={answers} isRunning={isRunning} />} actions={close}>
        {error !== null && <ErrorNotice error={error} />}
        {answers !== null && answers.length > 0 && (
          <div className="retry-results-list">
            <Table
              caption="What became of each execution"
              columns={COLUMNS}
              rows={byOutcome(answers)}
              keyOf={({ execution_id }) => execution_id}
            />
          </div>
        )}
      </Panel>
    </div>
  );
}
function Summary({ answers, isRunning }: { answers: readonly RetryAnswer[] | null; isRunning: boolean }) {
  return (
    <span role="status">
      {answers !== null && retrySummary(answers)}
      {isRunning && ' …'}
    </span>
  );
}
function Outcome({ outcome }: { outcome: RetryOutcome }) {
  const { icon, tone } = LOOKS[outcome];
  return (
    <span className={classNames('status-badge', tone)}>
      <Icon name={icon} />
      {OUTCOME_WORDS[outcome]}
    </span>
  );
}
/** The dialog that it was started from is gone, and the focus with it. */
function useFocusOnceShown(isShown: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown) place.current?.focus();
  }, [isShown]);
  return place;
}
