import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkflowVersion } from '../../../../../src/contracts/workflow.js';
import { client } from '../../../api/client.js';
import { Button } from '../../../design/button.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Field } from '../../../design/field.js';
import { toast } from '../../../design/toasts.js';
import { DocumentEditor } from '../../../documents/document-editor.js';
import { documentOf, useDocumentCheck } from '../../../documents/use-document-check.js';

export interface NewVersionProps {
  present: WorkflowVersion;
  /** The text that is edited. */
  initial: string;
  onClose(): void;
}
/** Saved only on top of the version that was read: who came between is told, and not overwritten. */
export function NewVersion({ present: { deliverable_type, version }, initial, onClose }: NewVersionProps) {
  const queries = useQueryClient();
  const [text, setText] = useState(initial);
  const [description, setDescription] = useState('');
  const [if_match] = useState(version);
  const check = useDocumentCheck(text);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.workflows.update(deliverable_type, documentOf(text), {
        if_match,
        change_description: description.trim() === '' ? undefined : description.trim(),
      }),
    onSuccess(published) {
      toast(published.version === if_match ? 'The content is the same' : `Version ${published.version} is published`);
      void queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <form
      className="new-version document-editor-wide"
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      <DocumentEditor label={`Document of ${deliverable_type}`} text={text} onChange={setText} check={check} />
      {error && <ErrorNotice error={error} />}
      <div className="new-version-save">
        <Field label="What changed" about="Stands in the list of versions. May be left empty.">
          {(control) => (
            <input
              {...control}
              className="input"
              value={description}
              maxLength={500}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" busy={isPending} disabled={!check.valid || text === initial}>
          Publish as version {if_match + 1}
        </Button>
        <Button onClick={onClose}>Discard</Button>
      </div>
    </form>
  );
}
