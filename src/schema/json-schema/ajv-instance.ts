/** The one place where ajv is set up. */
import { Ajv, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Dialect } from './dialect.js';
import { installErrorLimit } from './error-limit.js';
import { linearPattern } from './linear-pattern.js';
import { installReportingKeywords } from './reporting-keywords.js';
import { addValueFormats } from './value-formats.js';

export type AjvInstance = Ajv | Ajv2020;

/** Quotients this near to a whole number are whole: 0.3 is a multiple of 0.1. Decimal places. */
const MULTIPLE_OF_PRECISION = 9;

const OPTIONS: Options = {
  verbose: true,
  messages: false,
  /** Unknown keywords and formats are annotations. */
  strict: false,
  /** A property named `constructor` is missing unless the value itself has it. */
  ownProperties: true,
  coerceTypes: false,
  multipleOfPrecision: MULTIPLE_OF_PRECISION,
  validateSchema: false,
  logger: false,
  code: { regExp: Object.assign(linearPattern, { code: 'linearPattern' }), optimize: false },
};

export interface AjvPurpose {
  /** To check schemas, not values. */
  meta_schema?: boolean;
  /** To stop at the first error. */
  first_error?: boolean;
}

/** An ajv of its own for every schema: what one schema names is never seen by another. */
export function ajvInstance(dialect: Dialect, purpose: AjvPurpose = {}): AjvInstance {
  const settings: Options = { ...OPTIONS, meta: purpose.meta_schema === true, allErrors: purpose.first_error !== true };
  const ajv = dialect === '2020-12' ? new Ajv2020(settings) : new Ajv(settings);
  /** Draft 4's; in later drafts a key like any other. */
  ajv.removeKeyword('id');
  installReportingKeywords(ajv);
  installErrorLimit(ajv);
  addValueFormats(ajv);
  return ajv;
}
