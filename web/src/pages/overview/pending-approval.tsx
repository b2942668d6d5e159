import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ApprovalRow } from '../../../../src/contracts/approval.js';
import { client } from '../../api/client.js';
import { Dialog } from '../../design/dialog.js';
import { TimeLeft } from '../../design/duration.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Field } from '../../design/field.js';
import { toast } from '../../design/toasts.js';
import { RiskScore } from '../../lists/risk-score.js';
import { GuardedButton } from '../../session/guarded-button.js';

export function PendingApproval({ approval }: { approval: ApprovalRow }) {
  const [asked, setAsked] = useState(false);
  const { execution_id, deliverable_type, risk, expires_at } = approval;
  const [factor] = risk?.factors.toSorted((a, b) => b.score - a.score) ?? [];
  return (
    <li className="needs-row">
      <Link to={`/executions/${execution_id}`}>
        {deliverable_type} <code>{execution_id.slice(0, 8)}</code>
      </Link>
      <GuardedButton needs="operate" size="small" icon="approvals" onClick={() => setAsked(true)}>
        Approve…
      </GuardedButton>
      <p className="needs-row-why" title={factor?.message}>
        risk <RiskScore score={risk?.score ?? null} /> {factor && `· ${factor.message}`}
      </p>
      <p className="needs-row-when">
        expires <TimeLeft until={expires_at} />
      </p>
      {asked && <ApproveDialog approval={approval} onClose={() => setAsked(false)} />}
    </li>
  );
}
function ApproveDialog({ approval, onClose }: { approval: ApprovalRow; onClose(): void }) {
  const queries = useQueryClient();
  const [notes, setNotes] = useState('');
  const { execution_id, deliverable_type, risk } = approval;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.commands.approve(execution_id, notes.trim() === '' ? {} : { notes: notes.trim() }),
    onSuccess() {
      toast(`${deliverable_type} is approved`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Dialog
      title={`Approve ${deliverable_type}?`}
      onClose={onClose}
      onSubmit={() => mutate()}
      submit="Approve"
      busy={isPending}
    >
      <p>
        Risk <RiskScore score={risk?.score ?? null} />. To see the results, or to reject it,{' '}
        <Link to={`/executions/${execution_id}`}>open the execution</Link>.
      </p>
      <ul className="needs-factors">
        {risk?.factors.map((factor, index) => (
          <li key={index}>
            <RiskScore score={factor.score} /> {factor.message}
          </li>
        ))}
      </ul>
      <Field label="Notes" about="Kept in the audit. May be left empty.">
        {(control) => (
          <textarea {...control} className="input" value={notes} onChange={(event) => setNotes(event.target.value)} />
        )}
      </Field>
      {error && <ErrorNotice error={error} />}
    </Dialog>
  );
}
