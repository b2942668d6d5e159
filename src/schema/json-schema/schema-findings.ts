/** Errors of ajv as findings. */
import type { FindingCode } from '../../contracts/finding-codes.js';
import type { InputFinding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { displayPath } from '../json-pointer.js';
import { nearestName } from '../nearest-name.js';
import { passedBranches, selectErrors, type SelectedError } from './error-selection.js';
import { KEYWORD_MESSAGES, keywordMessage, type ReportingKeyword } from './keyword-messages.js';
import { messageParameter } from './message-parameters.js';
import type { SecretPlaces } from './secret-places.js';
import { placeOf, schemaOf, type SchemaError } from './schema-error.js';

/** What the findings are about. */
export interface Subject {
  code: FindingCode;
  value: Json;
  secrets: SecretPlaces;
  /** Pointer of the value in what is checked as a whole; paths begin with it. Default: the value is the whole. */
  prefix?: string;
}

/** What a message begins with where it is about the whole value, whose display path is empty. */
const WHOLE_VALUE: Partial<Record<FindingCode, string>> = {
  input_invalid: 'input',
  rule_violated: 'input',
  output_invalid: 'output',
  request_invalid: 'request',
  invalid_json_schema: 'schema',
  schema_violation: 'document',
};
/** With more properties than this no likely name is looked for. */
const MAX_CANDIDATES = 200;
const MAX_HINTED_FORMS = 5;

export function schemaFindings(errors: readonly SchemaError[], subject: Subject): InputFinding[] {
  const findings = new Map<string, InputFinding>();
  for (const selected of selectErrors(errors)) {
    const finding = schemaFinding(selected, subject);
    const key = `${finding.path}\n${finding.message}`;
    if (!findings.has(key)) findings.set(key, finding);
  }
  return [...findings.values()];
}

/** `place: text`, with a word for the whole value where the place is empty. */
export function placedMessage(display_path: string, text: string, code: FindingCode): string {
  return `${display_path === '' ? (WHOLE_VALUE[code] ?? 'value') : display_path}: ${text}`;
}

function schemaFinding(selected: SelectedError, subject: Subject): InputFinding {
  const { prefix = '' } = subject;
  const path = `${prefix}${placeOf(selected.error)}`;
  const display_path = prefix === '' ? displayPath(path, subject.value) : displayPath(path);
  const hint = hintOf(selected, subject);
  return {
    code: subject.code,
    severity: 'error',
    path,
    message: placedMessage(display_path, textOf(selected.error, subject), subject.code),
    display_path,
    keyword: keywordOf(selected.error),
    ...(hint === undefined ? {} : { hint }),
  };
}

function textOf(error: SchemaError, subject: Subject): string {
  const conceal = subject.secrets.touches(error.instancePath);
  const keyword = keywordOf(error);
  if (!Object.hasOwn(KEYWORD_MESSAGES, keyword)) return `Does not fit ${keyword}`;
  return keywordMessage(keyword as ReportingKeyword, (name) => messageParameter(error, conceal, name));
}

function keywordOf(error: SchemaError): string {
  return error.keyword === 'false schema' ? 'false' : error.keyword;
}

function hintOf({ error, forms }: SelectedError, subject: Subject): string | undefined {
  if (forms !== undefined) return hintOfForms(forms, subject);
  const passed = error.keyword === 'oneOf' ? passedBranches(error) : null;
  if (passed !== null) return `It has form ${passed[0] + 1} and form ${passed[1] + 1}`;
  const surplus: unknown = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  return typeof surplus === 'string' ? hintOfSurplus(surplus, error) : undefined;
}

function hintOfSurplus(name: string, error: SchemaError): string | undefined {
  const known = Object.keys(schemaOf(error).properties ?? {});
  const meant = known.length > MAX_CANDIDATES ? undefined : nearestName(name, known);
  return meant === undefined ? undefined : `Did you mean '${meant}'?`;
}

/** The first thing that each form lacks. */
function hintOfForms(forms: SelectedError[][], subject: Subject): string {
  const reasons = forms.slice(0, MAX_HINTED_FORMS).flatMap(([first], index) => {
    return first === undefined ? [] : [`form ${index + 1}: ${schemaFinding(first, subject).message}`];
  });
  return reasons.join('; ');
}
