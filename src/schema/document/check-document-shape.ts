import type { WorkflowDocument } from '../../contracts/document.js';
import type { Finding, InputFinding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { compileSchema } from '../json-schema/compile-schema.js';
import { DOCUMENT_KIND, withoutNulls } from './document-objects.js';
import { DOCUMENT_SCHEMA } from './document-schema.js';
import { unknownKeys } from './unknown-keys.js';

export interface DocumentShape {
  findings: Finding[];
  /** The document without its optional nulls; null where a finding is an error. */
  document: WorkflowDocument | null;
}

const STEP_POINTER = /^\/workflow_steps\/(\d+)(?:\/|$)/;

/**
 * Whether a document has the shape that the format asks for, all findings at once, with JSON Pointer and step_number.
 * Shape alone: what its JSON Schemas, rules, references and conditions mean is checked by others.
 * Codes: schema_violation and too_deep (errors), misspelled_key (warning), unknown_key (info).
 */
export function checkDocumentShape(document: Json): DocumentShape {
  const present = withoutNulls(document, DOCUMENT_KIND);
  const violations = compileSchema(DOCUMENT_SCHEMA).validate(present, 'schema_violation').findings;
  const numbers = stepNumbers(present);
  const findings = [...violations.map(asDocumentFinding), ...unknownKeys(present)].map((finding) => {
    return withStepNumber(finding, numbers);
  });
  const is_sound = violations.length === 0;
  return { findings, document: is_sound ? (present as unknown as WorkflowDocument) : null };
}

function asDocumentFinding({ code, severity, path, message, hint }: InputFinding): Finding {
  return { code, severity, path, message, ...(hint === undefined ? {} : { hint }) };
}

/** Per index of workflow_steps, where it is a whole number. */
function stepNumbers(document: Json): (number | undefined)[] {
  const steps = (document as { workflow_steps?: Json } | null)?.workflow_steps;
  if (!Array.isArray(steps)) return [];
  return steps.map((step) => {
    const number = (step as { step_number?: Json } | null)?.step_number;
    return Number.isInteger(number) ? (number as number) : undefined;
  });
}

function withStepNumber(finding: Finding, numbers: (number | undefined)[]): Finding {
  const step_number = numbers[Number(STEP_POINTER.exec(finding.path)?.[1] ?? -1)];
  return step_number === undefined ? finding : { ...finding, step_number };
}
