/** Whether what is shown is live: said in words, and read out when it changes. */
import { connection, type Connection } from '../api/connection.js';
import { classNames } from '../design/class-names.js';
import { useStore } from '../design/store.js';
import { useNow } from '../design/use-now.js';
import './connection-state.css';

const TONES = { live: 'tone-success', reconnecting: 'tone-warning', offline: 'tone-danger' } as const;

function secondsLeft({ state, retry_at }: Connection, now: number): string {
  if (state !== 'reconnecting' || retry_at === null) return '';
  const seconds = Math.ceil((retry_at - now) / 1000);
  return seconds > 0 ? ` in ${seconds} s` : ' …';
}
const WORDS = { live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline' } as const;

export function ConnectionState() {
  const current = useStore(connection);
  const now = useNow(current.state === 'reconnecting' ? 500 : null);
  return (
    <div className={classNames('connection-state', TONES[current.state])}>
      <span className="connection-state-dot" aria-hidden="true" />
      <span aria-hidden="true">
        {WORDS[current.state]}
        {secondsLeft(current, now)}
      </span>
      {/* The seconds would be read out one by one. */}
      <span className="visually-hidden" role="status">
        {WORDS[current.state]}
      </span>
    </div>
  );
}
