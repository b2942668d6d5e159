/** Approve, reject, or give more time to decide. */
import { useState } from 'react';
import type { Execution } from '../../../../../src/contracts/execution.js';
import { client } from '../../../api/client.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import type { LiveRecord } from '../live-record.js';
import { ExtensionDialog } from './extension-dialog.js';
import { NotesDialog } from './notes-dialog.js';

export interface ApprovalActionsProps {
  execution: Execution;
  record: LiveRecord;
}
type Asked = 'approve' | 'reject' | 'extend';

export function ApprovalActions({ execution, record }: ApprovalActionsProps) {
  const { execution_id } = execution;
  const [asked, setAsked] = useState<Asked | null>(null);
  const common = { record, onClose: () => setAsked(null) };
  return (
    <div className="execution-actions-buttons">
      <GuardedButton needs="operate" kind="primary" icon="check" onClick={() => setAsked('approve')}>
        Approve
      </GuardedButton>
      <GuardedButton needs="operate" kind="danger" icon="cross" onClick={() => setAsked('reject')}>
        Reject
      </GuardedButton>
      <GuardedButton needs="operate" icon="clock" onClick={() => setAsked('extend')}>
        More time
      </GuardedButton>
      {asked === 'approve' && (
        <NotesDialog
          {...common}
          title="Approve"
          label="Notes"
          done="Approved"
          command={(notes) => client.commands.approve(execution_id, notes === '' ? {} : { notes })}
        />
      )}
      {asked === 'reject' && (
        <NotesDialog
          {...common}
          title="Reject"
          label="Why"
          required
          danger
          done="Rejected"
          command={(notes) => client.commands.reject(execution_id, { notes })}
        />
      )}
      {asked === 'extend' && (
        <ExtensionDialog
          {...common}
          title="More time to decide"
          unit="hours"
          command={(seconds) => client.commands.extendApproval(execution_id, { seconds })}
        />
      )}
    </div>
  );
}
