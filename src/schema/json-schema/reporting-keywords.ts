/**
 * Changes to ajv's keywords: equality looks at own properties alone and in linear time, and a keyword that tries
 * subschemas reports how many of the errors before its own they made, so that an error tree can be built.
 */
import { _, Name, type Ajv, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { equalJson, firstRepeat, isOneOf } from './json-equality.js';

/** ajv's name for the number of errors so far, in the code that it generates. */
const ERRORS = new Name('errors');

/** Errors made by the branches, and for each branch that was tried [its index, errors made before it]. */
export interface BranchParams {
  child_errors: number;
  branches: [number, number][];
}

export function installReportingKeywords(ajv: Ajv): void {
  for (const keyword of ['anyOf', 'oneOf']) redefine(ajv, keyword, reportBranches);
  for (const keyword of ['if', 'contains', 'propertyNames']) redefine(ajv, keyword, reportChildren);
  redefine(ajv, 'const', (definition) => ({ ...definition, code: constant }));
  redefine(ajv, 'enum', (definition) => ({ ...definition, code: enumeration }));
  redefine(ajv, 'uniqueItems', (definition) => ({ ...definition, code: unique }));
}

/** In place, so that the order in which keywords run stays as it is. */
function redefine(ajv: Ajv, keyword: string, change: (definition: CodeKeywordDefinition) => object): void {
  const rule = ajv.RULES.all[keyword];
  if (typeof rule !== 'object') throw new Error(`ajv has no keyword ${keyword}`);
  rule.definition = change(rule.definition as CodeKeywordDefinition) as typeof rule.definition;
}

function reportChildren(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  const error = definition.error;
  if (error === undefined) return definition;
  const params: typeof error.params = (context) => {
    const before = typeof error.params === 'function' ? error.params(context) : (error.params ?? _`{}`);
    return _`{...${before}, child_errors: ${ERRORS} - ${context.errsCount ?? 0}, branches: ${context.params.branches ?? _`[]`}}`;
  };
  return { ...definition, trackErrors: true, error: { ...error, params } };
}

function reportBranches(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  const reporting = reportChildren(definition);
  return { ...reporting, code: (context) => definition.code(countingBranches(context)) };
}

/** `context`, noting the number of errors before each subschema in the code that it generates. */
function countingBranches(context: KeywordCxt): KeywordCxt {
  const { gen } = context;
  const branches = gen.const('branches', _`[]`);
  const subschema = context.subschema.bind(context);
  context.subschema = (application, valid) => {
    gen.code(_`${branches}.push([${application.schemaProp ?? 0}, ${ERRORS} - ${context.errsCount ?? 0}])`);
    return subschema(application, valid);
  };
  const setParams = context.setParams.bind(context);
  context.setParams = (params, assign) => setParams({ ...params, branches }, assign);
  context.setParams({});
  return context;
}

function constant(context: KeywordCxt): void {
  const equal = context.gen.scopeValue('func', { ref: equalJson, code: _`equalJson` });
  context.fail(_`!${equal}(${context.data}, ${context.schemaCode})`);
}

function enumeration(context: KeywordCxt): void {
  const one_of = context.gen.scopeValue('func', { ref: isOneOf, code: _`isOneOf` });
  context.fail(_`!${one_of}(${context.data}, ${context.schemaCode})`);
}

function unique(context: KeywordCxt): void {
  if (context.schema !== true) return;
  const first_repeat = context.gen.scopeValue('func', { ref: firstRepeat, code: _`firstRepeat` });
  const repeat = context.gen.const('repeat', _`${first_repeat}(${context.data})`);
  context.setParams({ i: _`${repeat}[0]`, j: _`${repeat}[1]` });
  context.fail(_`${repeat} !== null`);
}
