import { expect, it } from '@jest/globals';
import type { StoredEntry } from '../../../src/audit/audit-store.js';
import { entryOfCommand } from '../../../src/audit/command-entry.js';
import type { Command } from '../../../src/contracts/commands.js';
import { isSameCommand, statusAfter } from '../../../src/executions/command-repeat.js';
import { AT } from '../storage/records.js';

const given = (command: Command) => ({ ...command, id: 'key a', actor: null, source: 'api ::1' });
function stored(command: Command): StoredEntry {
  const entry = entryOfCommand('x', { id: 'key a', command: given(command), status: 'running', at: AT });
  return { ...entry, id: 1, timestamp: new Date(AT) };
}
const retry: Command = { kind: 'retry', step_number: 2, input_override: { a: 1, b: [2] } };

it('a command is the same again whoever sends it, in whatever order its fields are', () => {
  const again = { ...given({ kind: 'retry', step_number: 2, input_override: { b: [2], a: 1 } }), source: 'api ::2' };
  expect(isSameCommand(stored(retry), again)).toBe(true);
  expect(statusAfter(stored(retry))).toBe('running');
});
it.each<[string, Command]>([
  ['kind', { kind: 'skip', step_number: 2 }],
  ['step', { ...retry, step_number: 3 }],
  ['body', { ...retry, input_override: { a: 2, b: [2] } }],
])('a command of another %s is another', (_, command) => {
  expect(isSameCommand(stored(retry), given(command))).toBe(false);
});
it('a plain signal is audited as one of Temporal, under the id that the workflow gave it', () => {
  const entry = entryOfCommand('x', { id: 's1', command: { kind: 'pause', actor: null }, status: 'paused', at: AT });
  expect(entry).toMatchObject({ act: 's1', source: 'temporal', step_number: null, details: { status: 'paused' } });
});
