/** Beside buttons that this role may not press: why, for all to read. */
import { Icon } from '../design/icon.js';
import type { Capability } from './permission.js';
import './refusal-note.css';
import { useRefusal } from './use-session.js';

export function RefusalNote({ needs }: { needs: Capability }) {
  const refusal = useRefusal(needs);
  if (refusal === null) return null;
  return (
    <p className="refusal-note">
      <Icon name="lock" />
      {refusal}
    </p>
  );
}
