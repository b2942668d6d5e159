/** Says when a list does not follow what happens by itself; that it does, the shell says. */
import { Icon } from '../design/icon.js';
import './live-note.css';
import type { Liveness } from './use-live-list.js';

export function LiveNote({ liveness }: { liveness: Liveness }) {
  return (
    <span role="status" className="live-note tone-warning">
      {liveness === 'broken' && (
        <>
          <Icon name="warning" />
          Not live: read again every 5 s
        </>
      )}
    </span>
  );
}
