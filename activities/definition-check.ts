/** `tool.function`, each part a letter followed by letters, digits, `_` or `-`. */
const FUNCTION_NAME = /^[A-Za-z][A-Za-z0-9_-]*\.[A-Za-z][A-Za-z0-9_-]*$/;

type Candidate = Record<string, unknown>;
type Check = (candidate: Candidate) => string | null;

const isSchema = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isOptional = (value: unknown, type: 'boolean'): boolean => value === undefined || typeof value === type;
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const CHECKS: Check[] = [
  ({ name }) => (isText(name) && FUNCTION_NAME.test(name) ? null : 'name must be like tool.function'),
  ({ description }) => (isText(description) ? null : 'description must be a text'),
  ({ input }) => (isSchema(input) ? null : 'input must be a JSON Schema'),
  ({ output }) => (isSchema(output) ? null : 'output must be a JSON Schema'),
  ({ run }) => (typeof run === 'function' ? null : 'run must be a function'),
  ({ fast }) => (isOptional(fast, 'boolean') ? null : 'fast must be true or false'),
  ({ idempotent }) => (isOptional(idempotent, 'boolean') ? null : 'idempotent must be true or false'),
  ({ transient_errors: list }) =>
    list === undefined || isTextList(list) ? null : 'transient_errors must be a list of texts',
];

/** What keeps a value from being a function definition, one text each; empty when it is one. Schemas are not compiled. */
export function definitionFaults(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['it must be an object'];
  return CHECKS.map((check) => check(value as Candidate)).filter((fault) => fault !== null);
}

/** How to name a candidate in a message: its name where it has one, else its place in the pack. */
export function definitionLabel(value: unknown, index: number): string {
  const name = (value as Candidate | null | undefined)?.['name'];
  return isText(name) ? `function '${name}'` : `function ${index + 1}`;
}
