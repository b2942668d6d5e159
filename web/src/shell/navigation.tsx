import { NavLink } from 'react-router';
import { Icon, type IconName } from '../design/icon.js';
import './navigation.css';
import { useWaitingCounts } from './use-waiting-counts.js';

interface Entry {
  to: string;
  word: string;
  icon: IconName;
  /** How many wait for a person. */
  count?: 'dead_letters' | 'approvals';
}
const ENTRIES: readonly Entry[] = [
  { to: '/', word: 'Overview', icon: 'overview' },
  { to: '/workflows', word: 'Workflows', icon: 'workflows' },
  { to: '/executions', word: 'Executions', icon: 'executions' },
  { to: '/dead-letters', word: 'Dead letters', icon: 'deadLetters', count: 'dead_letters' },
  { to: '/approvals', word: 'Approvals', icon: 'approvals', count: 'approvals' },
  { to: '/audit', word: 'Audit', icon: 'audit' },
];
export function Navigation() {
  const counts = useWaitingCounts();
  return (
    <nav className="navigation" aria-label="Pages">
      <ul>
        {ENTRIES.map(({ to, word, icon, count }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} title={word}>
              <Icon name={icon} />
              <span className="navigation-word">{word}</span>
              {count && counts[count] !== '0' && (
                <span className="navigation-count">
                  {counts[count]}
                  <span className="visually-hidden"> waiting</span>
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
