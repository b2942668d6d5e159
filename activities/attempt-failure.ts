import type { InputFinding } from '../src/contracts/finding.js';
import { PermanentError } from './errors.js';

const SHOWN = 5;

/** A permanent failure that rests on findings: arguments or an output that do not fit. */
export class InvalidValueError extends PermanentError {
  constructor(
    type: 'invalid_input' | 'output_invalid',
    readonly findings: InputFinding[],
  ) {
    super(`${type === 'invalid_input' ? 'Invalid input' : 'Invalid output'}: ${summary(findings)}`, { type });
  }
}

function summary(findings: InputFinding[]): string {
  const shown = findings.slice(0, SHOWN).map(({ message }) => message);
  const rest = findings.length - shown.length;
  return rest > 0 ? `${shown.join('; ')}; and ${rest} more` : shown.join('; ');
}

/** The violation that an output which is no JSON stands for. `path` leads to the place from the whole value. */
export function notJsonFinding(path: (string | number)[], problem: string): InputFinding {
  const display_path = displayPath(path);
  return {
    code: 'output_invalid',
    severity: 'error',
    path: path.map((segment) => `/${String(segment).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
    display_path,
    keyword: 'json',
    message: `${display_path === '' ? 'output' : display_path}: ${problem}`,
  };
}

function displayPath(path: (string | number)[]): string {
  return path.reduce<string>((shown, segment) => {
    if (typeof segment === 'number') return `${shown}[${segment}]`;
    return shown === '' ? segment : `${shown}.${segment}`;
  }, '');
}
