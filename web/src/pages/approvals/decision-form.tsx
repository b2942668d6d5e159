/** Approve, or reject with a reason; what came of it stays in its place. */
import { useEffect, useRef, useState } from 'react';
import type { ApprovalRow } from '../../../../src/contracts/approval.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Field } from '../../design/field.js';
import { Icon } from '../../design/icon.js';
import { GuardedButton } from '../../session/guarded-button.js';
import { RefusalNote } from '../../session/refusal-note.js';
import { type Decided, decidedText } from './decided-text.js';
import { type Decision, useDecision } from './use-decision.js';

export interface DecisionFormProps {
  row: ApprovalRow;
  onDecide(): void;
}
export function DecisionForm({ row, onDecide }: DecisionFormProps) {
  const decision = useDecision(row, onDecide);
  const [notes, setNotes] = useState('');
  const [lacksReason, setLacksReason] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  if (decision.data) return <DecidedNotice decided={decision.data} />;
  function decide(kind: Decision['kind']): void {
    const lacks = kind === 'reject' && notes.trim() === '';
    setLacksReason(lacks);
    if (lacks) field.current?.focus();
    else decision.mutate({ kind, notes });
  }
  const busyWith = decision.isPending ? decision.variables.kind : null;
  return (
    <form className="decision-form" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="Notes"
        about="Kept with the decision; needed to reject."
        error={lacksReason ? 'Say why it is rejected' : null}
      >
        {(control) => (
          <textarea
            {...control}
            ref={field}
            className="input"
            rows={2}
            value={notes}
            onChange={(event) => setNotes(event.target.value)}
          />
        )}
      </Field>
      <div className="decision-form-buttons">
        <GuardedButton
          needs="operate"
          kind="primary"
          icon="check"
          busy={busyWith === 'approve'}
          disabled={busyWith !== null}
          onClick={() => decide('approve')}
        >
          Approve
        </GuardedButton>
        <GuardedButton
          needs="operate"
          kind="danger"
          icon="cross"
          busy={busyWith === 'reject'}
          disabled={busyWith !== null}
          onClick={() => decide('reject')}
        >
          Reject
        </GuardedButton>
      </div>
      <RefusalNote needs="operate" />
      {decision.error !== null && <ErrorNotice error={decision.error} />}
    </form>
  );
}
/** The buttons are gone, and the focus with them; a toast has said it aloud. */
function DecidedNotice({ decided }: { decided: Decided }) {
  const notice = useRef<HTMLParagraphElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const tone = decided.decision === 'approve' ? 'tone-success' : 'tone-danger';
  return (
    <p ref={notice} tabIndex={-1} className={`decision-notice ${tone}`}>
      <Icon name={decided.decision === 'approve' ? 'check' : 'cross'} />
      {decidedText(decided)}
    </p>
  );
}
