/** What references in a document stand for, read from their text once more and by nobody else's code. */
import type { Json, JsonObject } from '../../src/contracts/json.js';

export interface Values {
  input: JsonObject;
  /** Of properties that the caller left out: what the input_schema says. */
  input_schema: JsonObject | null;
  context: JsonObject;
  /** Undefined for a step without a value. */
  stepOutput: (step_number: number) => Json | undefined;
  outputVariable: (step_number: number) => string | undefined;
  item?: Json;
  index?: number;
}
export const MISSING = Symbol('missing');
export const OMITTED = Symbol('omitted');
type Resolved = Json | typeof MISSING | typeof OMITTED;

const STEP = /^\$step(\d+)/;
const SEGMENT = /\.(\w+)|\[(\d+)\]/g;
const segmentsOf = (text: string): string[] =>
  [...text.matchAll(SEGMENT)].map(([, name, index]) => name ?? index ?? '');

/** Numbers of the steps that stand in a value. */
export function stepsIn(value: unknown): number[] {
  const found = JSON.stringify(value ?? null).matchAll(/\$step(\d+)/g);
  return [...new Set([...found].map(([, number]) => Number(number)))];
}
export function resolved(value: Json, values: Values, whenMissing: Json | typeof MISSING): Resolved {
  if (typeof value === 'string') {
    if (!value.startsWith('$')) return value;
    if (value.startsWith('$$')) return value.slice(1);
    const found = referenced(value, values);
    return found === MISSING ? whenMissing : found;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? resolvedList(value, values, whenMissing) : resolvedObject(value, values, whenMissing);
}
function resolvedList(list: Json[], values: Values, whenMissing: Json | typeof MISSING): Resolved {
  const all = list.map((each) => resolved(each, values, whenMissing));
  return all.includes(MISSING) ? MISSING : all.map((each) => (each === OMITTED ? null : (each as Json)));
}
function resolvedObject(object: JsonObject, values: Values, whenMissing: Json | typeof MISSING): Resolved {
  const all = Object.entries(object).map(([key, each]) => [key, resolved(each, values, whenMissing)] as const);
  if (all.some(([, each]) => each === MISSING)) return MISSING;
  return Object.fromEntries(all.filter(([, each]) => each !== OMITTED)) as JsonObject;
}
/** The value of one reference. */
export function referenced(text: string, values: Values): Resolved {
  const [root = '', ...path] = [text.split(/[.[]/, 1)[0] ?? '', ...segmentsOf(text)];
  const step = STEP.exec(root)?.[1];
  if (step !== undefined) return below(values.stepOutput(Number(step)), withoutVariable(Number(step), path, values));
  if (root === '$item') return below(values.item, path);
  if (root === '$index') return values.index ?? MISSING;
  if (root === '$context') return below(values.context, path);
  const found = below(values.input, path);
  return found === MISSING ? inputDefault(path, values.input_schema) : found;
}
function withoutVariable(step: number, path: string[], { outputVariable }: Values): string[] {
  return path[0] !== undefined && path[0] === outputVariable(step) ? path.slice(1) : path;
}
function below(value: Json | undefined, path: string[]): Json | typeof MISSING {
  let found: Json | undefined = value;
  for (const segment of path) {
    if (typeof found !== 'object' || found === null) return MISSING;
    found = Array.isArray(found) ? found[Number(segment)] : Object.hasOwn(found, segment) ? found[segment] : undefined;
  }
  return found === undefined ? MISSING : found;
}
/** Of a property of the input itself. */
function inputDefault(path: string[], schema: JsonObject | null): Resolved {
  const [name = '', ...more] = path;
  const property = (schema?.['properties'] as JsonObject | undefined)?.[name] as JsonObject | undefined;
  if (property === undefined || more.length > 0) return MISSING;
  if (property['default'] !== undefined) return property['default'];
  return (schema?.['required'] as string[]).includes(name) ? MISSING : OMITTED;
}
