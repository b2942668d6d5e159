import { useState } from 'react';
import type { AuditRow } from '../../../../src/contracts/audit.js';
import { JsonView } from '../../design/json-view.js';
import { detailsText } from './details-text.js';

/** One line of an entry's details, and on demand all of them. */
export function AuditDetails({ entry: { details, action } }: { entry: AuditRow }) {
  const [isOpen, setOpen] = useState(false);
  if (Object.keys(details).length === 0) return <span className="muted">–</span>;
  return (
    <details className="audit-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {isOpen ? 'Details' : detailsText(details) || 'Details'}
        <span className="visually-hidden"> of {action}</span>
      </summary>
      {isOpen && <JsonView value={details} what="details" />}
    </details>
  );
}
