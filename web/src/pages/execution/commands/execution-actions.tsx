/** What can be asked of the execution as a whole in its present state. */
import { useState } from 'react';
import type { Execution } from '../../../../../src/contracts/execution.js';
import { client } from '../../../api/client.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import { RefusalNote } from '../../../session/refusal-note.js';
import type { LiveRecord } from '../live-record.js';
import { CancelDialog } from './cancel-dialog.js';
import { RerunDialog } from './rerun-dialog.js';
import { useCommand } from './use-command.js';
import './execution-actions.css';

export interface ExecutionActionsProps {
  execution: Execution;
  record: LiveRecord;
}
export function ExecutionActions({ execution, record }: ExecutionActionsProps) {
  const { execution_id, status, completed_at } = execution;
  const [asked, setAsked] = useState<'cancel' | 'rerun' | null>(null);
  const { give, busy, error } = useCommand(record);
  const close = () => setAsked(null);
  const pause = () => give(() => client.commands.pause(execution_id), 'Paused');
  const resume = () => give(() => client.commands.resume(execution_id), 'Resumed');
  return (
    <div className="execution-actions">
      <div className="execution-actions-buttons">
        {status === 'running' && completed_at === null && (
          <GuardedButton needs="operate" icon="pause" busy={busy} onClick={pause}>
            Pause
          </GuardedButton>
        )}
        {status === 'paused' && (
          <GuardedButton needs="operate" kind="primary" icon="play" busy={busy} onClick={resume}>
            Resume
          </GuardedButton>
        )}
        {completed_at === null ? (
          <GuardedButton needs="operate" kind="danger" icon="stop" onClick={() => setAsked('cancel')}>
            Cancel
          </GuardedButton>
        ) : (
          <GuardedButton needs="operate" icon="rerun" onClick={() => setAsked('rerun')}>
            Rerun
          </GuardedButton>
        )}
      </div>
      <RefusalNote needs="operate" />
      {error !== null && <ErrorNotice error={error} />}
      {asked === 'cancel' && <CancelDialog execution={execution} record={record} onClose={close} />}
      {asked === 'rerun' && <RerunDialog execution={execution} onClose={close} />}
    </div>
  );
}
