import type { FieldChange } from '../../../../../src/contracts/version-diff.js';
import type { Json } from '../../../../../src/contracts/json.js';
import { fieldName } from './field-name.js';

export interface FieldChangesProps {
  title: string;
  note?: string;
  changes: readonly FieldChange[];
}
export function FieldChanges({ title, note, changes }: FieldChangesProps) {
  return (
    <section>
      <h3>
        {title} {note && <span className="muted">{note}</span>}
      </h3>
      <dl>
        {changes.map(({ path, from, to }) => (
          <div key={path} className="field-change">
            <dt>
              <code>{fieldName(path)}</code>
            </dt>
            <dd>
              {from === null && to === null && <span className="muted">an explicit null came or went</span>}
              {from !== null && <del>{valueText(from)}</del>}
              {to !== null && <ins>{valueText(to)}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
/** Small values on one line. */
function valueText(value: Json): string {
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : JSON.stringify(value, null, 2);
}
