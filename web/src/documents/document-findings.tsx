import type { Finding } from '../../../src/contracts/finding.js';
import { Icon, type IconName } from '../design/icon.js';
import type { DocumentCheck } from './use-document-check.js';

const LOOKS: Record<Finding['severity'], { icon: IconName; tone: string; one: string; many: string }> = {
  error: { icon: 'cross', tone: 'tone-danger', one: 'error', many: 'errors' },
  warning: { icon: 'warning', tone: 'tone-warning', one: 'warning', many: 'warnings' },
  info: { icon: 'info', tone: 'tone-neutral', one: 'note', many: 'notes' },
};
const SHOWN = 100;

export interface DocumentFindingsProps {
  check: DocumentCheck;
  /** Goes to that place of the text. */
  onShow(offset: number): void;
}
export function DocumentFindings({ check, onShow }: DocumentFindingsProps) {
  const { findings } = check;
  return (
    <>
      <p className="document-findings-state" role="status">
        {stateText(check)}
      </p>
      <ul className="document-findings" aria-busy={check.state === 'old'}>
        {findings.slice(0, SHOWN).map((finding, index) => (
          <li key={index} className={LOOKS[finding.severity].tone}>
            <Icon name={LOOKS[finding.severity].icon} />
            <div>
              <p>
                <span className="visually-hidden">{finding.severity}: </span>
                {finding.message}
              </p>
              {finding.hint && <pre className="document-findings-hint">{finding.hint}</pre>}
              <p className="document-findings-place">
                <Place finding={finding} onShow={onShow} /> <code>{finding.code}</code>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {findings.length > SHOWN && <p className="muted">and {findings.length - SHOWN} more</p>}
    </>
  );
}
function Place({ finding: { source, path }, onShow }: { finding: Finding; onShow(offset: number): void }) {
  if (!source) return path === '' ? null : <code>{path}</code>;
  return (
    <button type="button" onClick={() => onShow(source.offset)}>
      line {source.line}, column {source.column}
    </button>
  );
}
function stateText({ state, valid, findings, graph }: DocumentCheck): string {
  if (state === 'empty') return 'It is checked as you type.';
  if (state === 'checking' || state === 'old') return 'Checking…';
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const { one, many } = LOOKS[severity];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const size = valid && graph ? `${graph.total_steps} steps in ${graph.max_depth} levels. ` : '';
  return `${valid ? 'It can be published. ' : 'It cannot be published. '}${size}${counts.join(', ')}`;
}
