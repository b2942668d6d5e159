/** What was found, all of it, with the way to each field; it takes the focus when it appears. */
import { useEffect, useRef } from 'react';
import { Icon } from '../../../design/icon.js';
import type { PlacedFinding } from './input-findings.js';

export interface ErrorSummaryProps {
  findings: readonly PlacedFinding[];
  /** Goes to the field of that place. */
  onShow(path: string): void;
}
export function ErrorSummary({ findings, onShow }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [findings]);
  const count = findings.length;
  return (
    <div className="error-notice run-summary" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <div className="error-notice-text">
        <p>
          <strong>Nothing was started: {count === 1 ? 'one value does' : `${count} values do`} not fit</strong>
        </p>
        <ul>
          {findings.map(({ path, whole }, index) => (
            <li key={index}>
              <button type="button" onClick={() => onShow(path)}>
                {whole}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
