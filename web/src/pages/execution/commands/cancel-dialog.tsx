import type { Execution } from '../../../../../src/contracts/execution.js';
import { client } from '../../../api/client.js';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import type { LiveRecord } from '../live-record.js';
import { useCommand } from './use-command.js';

export interface CancelDialogProps {
  execution: Execution;
  record: LiveRecord;
  onClose(): void;
}
export function CancelDialog({ execution, record, onClose }: CancelDialogProps) {
  const { execution_id, steps } = execution;
  const running = steps.filter(({ status }) => status === 'running').length;
  const { give, busy, error } = useCommand(record, onClose);
  return (
    <Dialog
      title="Cancel this execution?"
      submit="Cancel the execution"
      danger
      busy={busy}
      onClose={onClose}
      onSubmit={() => give(() => client.commands.cancel(execution_id), 'Cancelled')}
    >
      <p>
        {running === 0 ? 'Nothing runs now' : `${running} running ${running === 1 ? 'step is' : 'steps are'} stopped`};
        what has not begun never will. This cannot be undone, but a cancelled execution can be rerun from any step.
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
