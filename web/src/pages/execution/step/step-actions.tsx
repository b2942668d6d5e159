/** What can be done to a step in its present state. */
import { useState } from 'react';
import type { Execution, StepRecord } from '../../../../../src/contracts/execution.js';
import { client } from '../../../api/client.js';
import type { StepDetail } from '../../../../../src/contracts/step-detail.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import { asObject } from '../commands/json-object.js';
import { CompleteDialog } from '../commands/complete-dialog.js';
import { ExtensionDialog } from '../commands/extension-dialog.js';
import { NotesDialog } from '../commands/notes-dialog.js';
import { RerunDialog } from '../commands/rerun-dialog.js';
import { RetryDialog } from '../commands/retry-dialog.js';
import type { LiveRecord } from '../live-record.js';

export interface StepActionsProps {
  execution: Execution;
  step: StepRecord;
  record: LiveRecord;
  input: StepDetail['input'];
}
type Asked = 'retry' | 'skip' | 'complete' | 'extend' | 'rerun';

/** The same as the platform takes; it decides. */
function possible({ completed_at, status }: Execution, step: StepRecord): Asked[] {
  if (completed_at !== null) return ['rerun'];
  if (step.status === 'running') return ['extend'];
  const isRecoverable = step.status === 'failed' && ['running', 'paused', 'failed'].includes(status);
  return isRecoverable ? ['retry', 'skip', 'complete'] : [];
}
const WORDS = {
  retry: 'Retry',
  skip: 'Skip',
  complete: 'Complete by hand',
  extend: 'More time',
  rerun: 'Rerun from here',
} as const;
const ICONS = { retry: 'rerun', skip: 'skipped', complete: 'check', extend: 'clock', rerun: 'rerun' } as const;

export function StepActions({ execution, step, record, input }: StepActionsProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const actions = possible(execution, step);
  if (actions.length === 0) return null;
  return (
    <div className="step-panel-buttons">
      {actions.map((action) => (
        <GuardedButton
          needs="operate"
          key={action}
          kind={action === 'retry' ? 'primary' : 'plain'}
          icon={ICONS[action]}
          onClick={() => setAsked(action)}
        >
          {WORDS[action]}
        </GuardedButton>
      ))}
      {asked && <StepDialog {...{ asked, execution, step, record, input }} onClose={() => setAsked(null)} />}
    </div>
  );
}
interface StepDialogProps extends StepActionsProps {
  asked: Asked;
  onClose(): void;
}
function StepDialog({ asked, execution, step, record, input, onClose }: StepDialogProps) {
  const { execution_id } = execution;
  const { step_number, step_name } = step;
  const common = { execution_id, step, record, onClose };
  switch (asked) {
    case 'retry':
      return <RetryDialog {...common} input={asObject(input)} />;
    case 'complete':
      return <CompleteDialog {...common} />;
    case 'rerun':
      return <RerunDialog execution={execution} from_step={step_number} onClose={onClose} />;
    case 'skip':
      return (
        <NotesDialog
          {...common}
          title="Skip the step"
          about={`Step ${step_number} ${step_name} gets no output; what needs it is skipped too, unless its join says otherwise.`}
          label="Reason"
          done="Skipped"
          command={(reason) => client.commands.skip(execution_id, step_number, reason === '' ? {} : { reason })}
        />
      );
    case 'extend':
      return (
        <ExtensionDialog
          {...common}
          title={`More time for step ${step_number}`}
          unit="minutes"
          command={(seconds) => client.commands.extendTimeout(execution_id, step_number, { seconds })}
        />
      );
    default:
      return asked satisfies never;
  }
}
