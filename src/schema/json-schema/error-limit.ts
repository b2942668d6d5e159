/**
 * A bound on the errors that one run collects. Millions of wrong items would otherwise cost minutes and gigabytes, so a
 * keyword that goes through the items or the properties of a value stops the run when enough has been found.
 */
import { _, Name, type Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import type { SchemaError } from './schema-error.js';

/** Most errors that one run goes on collecting after. */
export const MAX_ERRORS = 1_000;

const LOOPING = ['items', 'additionalItems', 'additionalProperties', 'patternProperties', 'unevaluatedProperties'];
/** Those that report each surplus or misnamed property themselves. */
const REPORTING = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames']);
/** ajv's names in the code that it generates: the number of errors so far, and the errors. */
const ERRORS = new Name('errors');
const COLLECTED = new Name('vErrors');

/** Thrown by a run that has collected more than MAX_ERRORS errors. */
export class TooManyErrors extends Error {
  constructor(readonly errors: SchemaError[]) {
    super(`More than ${MAX_ERRORS} errors`);
  }
}

export function installErrorLimit(ajv: Ajv): void {
  for (const keyword of [...LOOPING, 'propertyNames', '$ref']) {
    const rule = ajv.RULES.all[keyword];
    if (typeof rule !== 'object') continue;
    rule.definition = limited(rule.definition as CodeKeywordDefinition, keyword) as typeof rule.definition;
  }
}

function limited(definition: CodeKeywordDefinition, keyword: string): CodeKeywordDefinition {
  const code = (context: KeywordCxt): void => {
    if (context.it.compositeRule !== true) checkAfterSubschemas(context);
    definition.code(context);
    if (keyword === '$ref' && context.it.compositeRule !== true) context.gen.code(limitCheck(context));
  };
  const { error } = definition;
  if (error === undefined || !REPORTING.has(keyword)) return { ...definition, code };
  return {
    ...definition,
    code,
    error: { ...error, params: (context) => checkedParams(error.params, context as KeywordCxt) },
  };
}

type ErrorParams = NonNullable<CodeKeywordDefinition['error']>['params'];

function checkedParams(params: ErrorParams, context: KeywordCxt): Code {
  const before = typeof params === 'function' ? params(context) : (params ?? _`{}`);
  if (context.it.compositeRule === true) return before;
  return _`(${limitCheck(context)}, ${before})`;
}

function checkAfterSubschemas(context: KeywordCxt): void {
  const subschema = context.subschema.bind(context);
  context.subschema = (application, valid) => {
    const result = subschema(application, valid);
    if (application.compositeRule !== true) context.gen.code(limitCheck(context));
    return result;
  };
}

function limitCheck({ gen }: KeywordCxt): Code {
  const stop = gen.scopeValue('func', { ref: stopRun, code: _`stopRun` });
  return _`${ERRORS} > ${MAX_ERRORS} && ${stop}(${COLLECTED})`;
}

function stopRun(errors: SchemaError[]): never {
  throw new TooManyErrors(errors);
}
