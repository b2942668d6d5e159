import { classNames } from './class-names.js';
import { Icon } from './icon.js';
import './status-badge.css';
import { type ShownStatus, STATUS_LOOKS } from './status.js';

export interface StatusBadgeProps {
  status: ShownStatus;
  /** In place of the status's own word. */
  word?: string;
  /** Without the tint behind, for dense lists. */
  plain?: boolean;
}
export function StatusBadge({ status, word, plain = false }: StatusBadgeProps) {
  const look = STATUS_LOOKS[status];
  return (
    <span className={classNames('status-badge', plain && 'status-badge-plain', `tone-${look.tone}`)}>
      <Icon name={look.icon} />
      {word ?? look.word}
    </span>
  );
}
