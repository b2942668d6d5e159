/** A refusal or failure, where the thing was asked for: what it was, every finding, and the way out. */
import { Button } from './button.js';
import './error-notice.css';
import { FindingList } from './finding-list.js';
import { Icon } from './icon.js';
import { shownProblem } from './problem.js';

export interface ErrorNoticeProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { title, detail, code, findings } = shownProblem(error);
  return (
    <div className="error-notice" role="alert">
      <Icon name="warning" />
      <div className="error-notice-text">
        <p>
          <strong>{title}</strong>
          {code && <code className="error-notice-code">{code}</code>}
        </p>
        <p>{detail}</p>
        {findings.length > 1 && <FindingList findings={findings} />}
      </div>
      {onRetry && (
        <Button size="small" icon="rerun" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
