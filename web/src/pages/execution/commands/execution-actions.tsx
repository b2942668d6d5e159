/** What can be asked of the execution as a whole in its present state. */
import { useState } from 'react';
import type { Execution } from '../../../../../src/contracts/execution.js';
import { client } from '../../../api/client.js';
import { Button } from '../../../design/button.js';
import { ErrorNotice } from '../../../design/error-notice.js';
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
          <Button icon="pause" busy={busy} onClick={pause}>
            Pause
          </Button>
        )}
        {status === 'paused' && (
          <Button kind="primary" icon="play" busy={busy} onClick={resume}>
            Resume
          </Button>
        )}
        {completed_at === null ? (
          <Button kind="danger" icon="stop" onClick={() => setAsked('cancel')}>
            Cancel
          </Button>
        ) : (
          <Button icon="rerun" onClick={() => setAsked('rerun')}>
            Rerun
          </Button>
        )}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {asked === 'cancel' && <CancelDialog execution={execution} record={record} onClose={close} />}
      {asked === 'rerun' && <RerunDialog execution={execution} onClose={close} />}
    </div>
  );
}
