import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { client } from '../../api/client.js';
import { Button } from '../../design/button.js';
import { Dialog } from '../../design/dialog.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { jsonText } from '../../design/json-text.js';
import { toast } from '../../design/toasts.js';
import { DocumentEditor } from '../../documents/document-editor.js';
import { FileChoice } from '../../documents/file-choice.js';
import { documentOf, useDocumentCheck } from '../../documents/use-document-check.js';
import './publish-dialog.css';
import { STARTER } from './starter-document.js';

export function PublishDialog({ onClose }: { onClose(): void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const check = useDocumentCheck(text);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.workflows.publish(documentOf(text)),
    onSuccess({ deliverable_type }) {
      toast(`${deliverable_type} is published`);
      void queries.invalidateQueries({ queryKey: ['workflows'] });
      void navigate(`/workflows/${deliverable_type}`);
    },
  });
  return (
    <Dialog
      title="Publish a workflow"
      wide
      onClose={onClose}
      onSubmit={() => mutate()}
      submit="Publish"
      busy={isPending}
      blocked={!check.valid}
    >
      <div className="publish-sources">
        <p className="muted">Paste a document, JSON or YAML.</p>
        <FileChoice label="Open a file…" accept=".json,.yaml,.yml,application/json,application/yaml" onText={setText} />
        <Button size="small" onClick={() => setText(jsonText(STARTER))}>
          Begin with an example
        </Button>
      </div>
      <DocumentEditor label="Document" text={text} onChange={setText} check={check} />
      {error && <ErrorNotice error={error} />}
    </Dialog>
  );
}
