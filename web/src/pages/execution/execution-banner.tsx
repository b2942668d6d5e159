/** What waits for a person, said where it cannot be missed: a decision, a recovery, or a pause. */
import type { Execution } from '../../../../src/contracts/execution.js';
import { TimeLeft } from '../../design/duration.js';
import { Banner } from './banner.js';
import { ApprovalActions } from './commands/approval-actions.js';
import type { LiveRecord } from './live-record.js';

export interface ExecutionBannerProps {
  execution: Execution;
  record: LiveRecord;
  onSelect(step_number: number): void;
}
export function ExecutionBanner({ execution, record, onSelect }: ExecutionBannerProps) {
  const { status, dead_letter, approval, risk } = execution;
  if (status === 'awaiting_approval' && approval) {
    const factors = risk?.factors.filter(({ score }) => score === risk.score) ?? [];
    return (
      <Banner tone="attention" icon="hand" actions={<ApprovalActions execution={execution} record={record} />}>
        <strong>Waits for a decision.</strong> Risk {risk?.score}
        {factors.length > 0 && `: ${factors.map(({ message }) => message).join('; ')}`}. Rejected by itself{' '}
        <TimeLeft until={approval.expires_at} />.
      </Banner>
    );
  }
  if (dead_letter) {
    return (
      <Banner tone="danger" icon="parked">
        <strong>Parked.</strong> What succeeded is kept. Retry, skip or complete{' '}
        <FailedSteps {...{ execution, onSelect }} /> and it goes on; closed as failed{' '}
        <TimeLeft until={dead_letter.parked_until} />.
      </Banner>
    );
  }
  if (status === 'paused') {
    return (
      <Banner tone="warning" icon="pause">
        <strong>Paused.</strong> What runs is finished, and nothing new starts until it is resumed.
      </Banner>
    );
  }
  return null;
}
/** Most steps that are named. */
const NAMED = 5;
function FailedSteps({ execution, onSelect }: Omit<ExecutionBannerProps, 'record'>) {
  const failed = execution.steps.filter(({ status }) => status === 'failed');
  return (
    <>
      {failed.slice(0, NAMED).map(({ step_number, step_name }, index) => (
        <span key={step_number}>
          {index > 0 && ', '}
          <button type="button" className="banner-step" onClick={() => onSelect(step_number)}>
            {step_number} {step_name}
          </button>
        </span>
      ))}
      {failed.length > NAMED && ` and ${failed.length - NAMED} more`}
    </>
  );
}
