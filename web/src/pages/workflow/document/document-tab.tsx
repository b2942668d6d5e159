import { useState } from 'react';
import type { Json } from '../../../../../src/contracts/json.js';
import type { WorkflowVersion } from '../../../../../src/contracts/workflow.js';
import { CopyButton } from '../../../design/copy-button.js';
import { jsonText } from '../../../design/json-text.js';
import { JsonView } from '../../../design/json-view.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import { RefusalNote } from '../../../session/refusal-note.js';
import './document-tab.css';
import { NewVersion } from './new-version.js';

export interface DocumentTabProps {
  present: WorkflowVersion;
  /** Which may be an older one. */
  shown: WorkflowVersion;
}
export function DocumentTab({ present, shown }: DocumentTabProps) {
  const [edits, setEdits] = useState(false);
  const document = shown.document as unknown as Json;
  const text = jsonText(document);
  if (edits) return <NewVersion present={present} initial={text} onClose={() => setEdits(false)} />;
  return (
    <div className="document-tab">
      <div className="document-tab-actions">
        <p className="muted">
          Content <code title={shown.hash}>{shown.hash.slice(0, 10)}</code>
          <CopyButton text={text} what="document" />
        </p>
        <GuardedButton needs="publish" icon="document" onClick={() => setEdits(true)}>
          Edit as a new version
        </GuardedButton>
      </div>
      <RefusalNote needs="publish" />
      <JsonView value={document} what="document" open={3} />
    </div>
  );
}
