/** The text of a document, with line numbers, what is found in it, and the way from a finding to its line. */
import { type Ref, type UIEvent, useId, useRef } from 'react';
import type { Finding } from '../../../src/contracts/finding.js';
import { ErrorNotice } from '../design/error-notice.js';
import { keepIndent } from '../design/keep-indent.js';
import './document-editor.css';
import { DocumentFindings } from './document-findings.js';
import type { DocumentCheck } from './use-document-check.js';

export interface DocumentEditorProps {
  label: string;
  text: string;
  onChange(text: string): void;
  check: DocumentCheck;
  placeholder?: string;
}
/** Beyond so many lines they are not numbered: the browser would draw each. */
const MAX_NUMBERED = 5_000;

export function DocumentEditor({ label, text, onChange, check, placeholder }: DocumentEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const scrolled = ({ currentTarget }: UIEvent): void => numbers.current?.scrollTo({ top: currentTarget.scrollTop });
  return (
    <div className="document-editor">
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <div className="document-editor-text">
        <LineNumbers ref={numbers} text={text} findings={check.findings} />
        <textarea
          id={id}
          ref={area}
          value={text}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          placeholder={placeholder}
          aria-describedby={`${id}-state`}
          aria-invalid={check.state === 'checked' && !check.valid}
          onScroll={scrolled}
          onKeyDown={(event) => keepIndent(event, onChange)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <div className="document-editor-findings" id={`${id}-state`}>
        {check.state === 'failed' ? (
          <ErrorNotice error={check.error} />
        ) : (
          <DocumentFindings check={check} onShow={(offset) => area.current && showPlace(area.current, offset)} />
        )}
      </div>
    </div>
  );
}
interface LineNumbersProps {
  ref: Ref<HTMLPreElement>;
  text: string;
  findings: readonly Finding[];
}
function LineNumbers({ ref, text, findings }: LineNumbersProps) {
  const count = text.split('\n').length;
  if (count > MAX_NUMBERED) return null;
  const marked = new Map(findings.toReversed().map(({ source, severity }) => [source?.line ?? 0, severity]));
  return (
    <pre className="document-editor-lines" aria-hidden="true" ref={ref}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} data-severity={marked.get(index + 1)}>
          {index + 1}
        </span>
      ))}
    </pre>
  );
}
/** Selects the line and brings it into sight. */
function showPlace(area: HTMLTextAreaElement, offset: number): void {
  const from = area.value.lastIndexOf('\n', offset - 1) + 1;
  const to = area.value.indexOf('\n', offset);
  const line = area.value.slice(0, from).split('\n').length - 1;
  area.focus();
  area.setSelectionRange(from, to < 0 ? area.value.length : to);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTo({ top: Math.max(0, line * height - area.clientHeight / 3), left: 0 });
}
