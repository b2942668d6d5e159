import type { KeyboardEvent } from 'react';

/** On Enter, begins the next line of a text area where this one begins. */
export function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>, onChange: (text: string) => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  const space = /^\s*/.exec(line)?.[0] ?? '';
  if (space === '') return;
  event.preventDefault();
  event.currentTarget.setRangeText(`\n${space}`, selectionStart, selectionEnd, 'end');
  onChange(event.currentTarget.value);
}
