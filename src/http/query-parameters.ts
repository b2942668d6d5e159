/** Reads query parameters; what cannot be read is a 400 that names the parameter. */
import type { Finding } from '../contracts/finding.js';
import { decodeCursor, DEFAULT_LIMIT, isStorableTime, MAX_LIMIT, type PageRequest } from '../storage/page.js';
import { malformed, type Problem } from './problem.js';

export type Query = Record<string, unknown>;

function refuse(name: string, message: string): Problem {
  const finding: Finding = { code: 'request_invalid', severity: 'error', path: `/${name}`, message };
  return malformed('invalid_query', message, [finding]);
}
export function textParameter(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.includes('\0')) throw refuse(name, `${name} has to be one text`);
  return value;
}
export function integerParameter(query: Query, name: string, bounds: { min: number; max: number }): number | undefined {
  const text = textParameter(query, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < bounds.min || value > bounds.max) {
    throw refuse(name, `${name}=${text} is not an integer from ${bounds.min} to ${bounds.max}`);
  }
  return value;
}
export function timeParameter(query: Query, name: string): Date | undefined {
  const text = textParameter(query, name);
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (!isStorableTime(time)) throw refuse(name, `${name}=${text} is not an ISO 8601 time`);
  return time;
}
export function choiceParameter<T extends string>(query: Query, name: string, choices: readonly T[]): T | undefined {
  const text = textParameter(query, name);
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw refuse(name, `${name}=${text} is not one of ${choices.join(', ')}`);
  return choice;
}
/** `isId` knows the ids of the list; a cursor of another list is refused. */
export function pageParameters(query: Query, isId: (id: string) => boolean = () => true): PageRequest {
  const limit = integerParameter(query, 'limit', { min: 1, max: MAX_LIMIT }) ?? DEFAULT_LIMIT;
  const cursor = textParameter(query, 'cursor');
  if (cursor === undefined) return { limit };
  const after = decodeCursor(cursor);
  if (after === null || !isId(after.id)) throw refuse('cursor', 'cursor is not one that this API gave');
  return { limit, after };
}
