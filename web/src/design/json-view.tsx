/** A JSON value as a tree whose branches open and close; large ones are shown in parts. */
import { useState } from 'react';
import type { Json } from '../../../src/contracts/json.js';
import { CopyButton } from './copy-button.js';
import './json-view.css';

export interface JsonViewProps {
  value: Json;
  /** What it is, for the copy button: "output". */
  what: string;
  /** Levels that are open at first. Default 2. */
  open?: number;
}
/** Members and characters shown at first. */
const FIRST_MEMBERS = 100;
const FIRST_CHARACTERS = 400;

export function JsonView({ value, what, open = 2 }: JsonViewProps) {
  return (
    <div className="json-view">
      <div className="json-view-copy">
        <CopyButton text={JSON.stringify(value, null, 2)} what={what} />
      </div>
      <JsonNode value={value} open={open} />
    </div>
  );
}
interface NodeProps {
  name?: string;
  value: Json;
  open: number;
}
function JsonNode({ name, value, open }: NodeProps) {
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (isBranch) return <JsonBranch name={name} value={value} open={open} />;
  return (
    <div className="json-view-leaf">
      <JsonName name={name} />
      <JsonScalar value={value} />
    </div>
  );
}
const JsonName = ({ name }: { name: string | undefined }) =>
  name === undefined ? null : <span className="json-view-name">{name}: </span>;

interface BranchProps {
  name: string | undefined;
  value: Exclude<Json, null | string | number | boolean>;
  open: number;
}
function JsonBranch({ name, value, open }: BranchProps) {
  const [isOpen, setOpen] = useState(open > 0);
  const [shown, setShown] = useState(FIRST_MEMBERS);
  const members = Object.entries(value);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <JsonName name={name} />
        <span className="json-view-size">{sizeOf(value, members.length)}</span>
      </summary>
      {isOpen && (
        <div className="json-view-members">
          {members.slice(0, shown).map(([key, member]) => (
            <JsonNode key={key} name={key} value={member} open={open - 1} />
          ))}
          {members.length > shown && (
            <button type="button" className="json-view-more" onClick={() => setShown(shown + 10 * FIRST_MEMBERS)}>
              {members.length - shown} more
            </button>
          )}
        </div>
      )}
    </details>
  );
}
function sizeOf(value: BranchProps['value'], count: number): string {
  if (Array.isArray(value)) return `[${count}]`;
  return `{${count}}`;
}
function JsonScalar({ value }: { value: Json }) {
  const [whole, setWhole] = useState(false);
  const text = JSON.stringify(value);
  const cut = !whole && text.length > FIRST_CHARACTERS;
  return (
    <>
      <span className={`json-view-${value === null ? 'null' : typeof value}`}>
        {cut ? `${text.slice(0, FIRST_CHARACTERS)}…` : text}
      </span>
      {cut && (
        <button type="button" className="json-view-more" onClick={() => setWhole(true)}>
          all {text.length} characters
        </button>
      )}
    </>
  );
}
