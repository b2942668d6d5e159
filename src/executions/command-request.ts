/** The bodies of the commands, and what each becomes. */
import type { Command, CommandKind } from '../contracts/commands.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { Problem } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';

export type SignalCommand = Extract<Command, { kind: 'signal' }>;

const NOTES: JsonSchema = { type: ['string', 'null'], maxLength: 10_000 };
/** A day, which is also how much a step may be given in all. */
const MAX_EXTENSION_SECONDS = 86_400;
const MAX_SIGNAL_NAME = 255;
const NONE: JsonSchema = { type: 'object' };
const BODIES: Record<Exclude<CommandKind, 'signal'>, JsonSchema> = {
  cancel: NONE,
  pause: NONE,
  resume: NONE,
  retry: { type: 'object', properties: { input_override: { type: ['object', 'null'] } } },
  skip: { type: 'object', properties: { reason: NOTES } },
  complete: { type: 'object', properties: { output: {} }, required: ['output'] },
  extend_timeout: {
    type: 'object',
    properties: { seconds: { type: 'number', exclusiveMinimum: 0, maximum: MAX_EXTENSION_SECONDS } },
    required: ['seconds'],
  },
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
export function readCommand(kind: keyof typeof BODIES, body: Json, step_number?: number): Command {
  const given = shapedBody(body, BODIES[kind], `The command ${kind}`);
  const known = Object.keys((BODIES[kind] as { properties?: JsonObject }).properties ?? {});
  const fields = known
    .filter((name) => name in given && (given[name] !== null || name === 'output'))
    .map((name) => [name, given[name]]);
  return { kind, ...(step_number === undefined ? {} : { step_number }), ...Object.fromEntries(fields) } as Command;
}
/**
 * A body whose only key is `payload` holds the payload; any other body is it.
 * @throws Problem 404 for a name that no step can have
 */
export function readSignal(name: string, body: Json): SignalCommand {
  if (name.length > MAX_SIGNAL_NAME) throw unknownSignal(name.slice(0, MAX_SIGNAL_NAME));
  return { kind: 'signal', name, payload: payloadOf(body) };
}
function payloadOf(body: Json): Json {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const wrapped = isObject && 'payload' in body && Object.keys(body).length === 1;
  return wrapped ? (body['payload'] ?? null) : body;
}
export const unknownSignal = (name: string): Problem =>
  new Problem(404, 'unknown_signal', `No step of this execution waits for a signal with the name ${name}`);
