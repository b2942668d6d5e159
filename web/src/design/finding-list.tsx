/** Findings, each with its severity in word and icon, its place, and a hint where there is one. */
import type { Finding } from '../../../src/contracts/finding.js';
import './finding-list.css';
import { Icon, type IconName } from './icon.js';

const LOOKS: Record<Finding['severity'], { icon: IconName; tone: string }> = {
  error: { icon: 'cross', tone: 'tone-danger' },
  warning: { icon: 'warning', tone: 'tone-warning' },
  info: { icon: 'info', tone: 'tone-neutral' },
};
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="finding-list">
      {findings.map((finding, index) => {
        const { severity, message, path, code, hint, source } = finding;
        const { icon, tone } = LOOKS[severity];
        return (
          <li key={index} className={tone}>
            <Icon name={icon} />
            <div>
              <p>
                <span className="visually-hidden">{severity}: </span>
                {message}
              </p>
              {hint && <p className="muted">{hint}</p>}
              <p className="finding-list-place">
                <code>{code}</code> {path && <code>{path}</code>}{' '}
                {source && `line ${source.line}, column ${source.column}`}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
