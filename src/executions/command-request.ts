/** The bodies of the commands, and what each becomes. */
import type { Command, CommandKind } from '../contracts/commands.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { shapedBody } from '../http/request-body.js';

const NOTES: JsonSchema = { type: ['string', 'null'], maxLength: 10_000 };
const NONE: JsonSchema = { type: 'object' };
const BODIES: Record<CommandKind, JsonSchema> = {
  cancel: NONE,
  pause: NONE,
  resume: NONE,
  retry: { type: 'object', properties: { input_override: { type: ['object', 'null'] } } },
  skip: { type: 'object', properties: { reason: NOTES } },
  complete: { type: 'object', properties: { output: {} }, required: ['output'] },
  approve: { type: 'object', properties: { notes: NOTES } },
  reject: {
    type: 'object',
    properties: { notes: { type: 'string', minLength: 1, maxLength: 10_000 } },
    required: ['notes'],
  },
  extend_approval: {
    type: 'object',
    properties: { seconds: { type: 'number', exclusiveMinimum: 0, maximum: 31_536_000 } },
    required: ['seconds'],
  },
};
/** @throws Problem 400 for a body that is no object, 422 with findings for one of the wrong shape */
export function readCommand(kind: CommandKind, body: Json, step_number?: number): Command {
  const given = shapedBody(body, BODIES[kind], `The command ${kind}`);
  const known = Object.keys((BODIES[kind] as { properties?: JsonObject }).properties ?? {});
  const fields = known
    .filter((name) => name in given && (given[name] !== null || name === 'output'))
    .map((name) => [name, given[name]]);
  return { kind, ...(step_number === undefined ? {} : { step_number }), ...Object.fromEntries(fields) } as Command;
}
