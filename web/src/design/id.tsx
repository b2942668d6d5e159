/** An id in monospace with a button to copy it; `short` shows its first part. */
import { Link } from 'react-router';
import { CopyButton } from './copy-button.js';

export interface IdProps {
  id: string;
  what: string;
  /** Where it leads. */
  to?: string;
  short?: boolean;
}
export function Id({ id, what, to, short = false }: IdProps) {
  const text = short && id.length > 13 ? id.slice(0, 13) : id;
  return (
    <span className={short ? 'nowrap' : undefined}>
      {to === undefined ? (
        <code title={id}>{text}</code>
      ) : (
        <Link to={to} className="mono" title={id}>
          {text}
        </Link>
      )}
      <CopyButton text={id} what={what} />
    </span>
  );
}
