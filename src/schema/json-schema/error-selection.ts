/** Which of the errors help the reader: not every branch of an anyOf, and no follow-ups of an error already told. */
import { errorTree, type ErrorNode } from './error-tree.js';
import { schemaOf, type SchemaError } from './schema-error.js';
import type { Json } from '../../contracts/json.js';

/** An error to tell, with the forms that were possible where none of them was clearly meant. */
export interface SelectedError {
  error: SchemaError;
  forms?: SelectedError[][];
}

/** Keywords that look at a value of any type, so that they fail too when the type is wrong. */
const FOLLOW_UPS_OF_TYPE = new Set(['enum', 'const', 'anyOf', 'oneOf', 'not', 'if']);
const BRANCHING = new Set(['anyOf', 'oneOf', 'if']);

export function selectErrors(errors: readonly SchemaError[]): SelectedError[] {
  const tree = errorTree(errors);
  return withoutFollowUps(tree).flatMap(explain);
}

function withoutFollowUps(nodes: ErrorNode[]): ErrorNode[] {
  const mistyped = new Set(nodes.flatMap(({ error }) => (error.keyword === 'type' ? [error.parentSchema] : [])));
  const branched = new Set(nodes.flatMap(({ error }) => (BRANCHING.has(error.keyword) ? [error.instancePath] : [])));
  return nodes.filter(({ error }) => {
    if (error.keyword.startsWith('unevaluated')) return !branched.has(error.instancePath);
    return !(FOLLOW_UPS_OF_TYPE.has(error.keyword) && mistyped.has(error.parentSchema) && hasWrongType(nodes, error));
  });
}

function hasWrongType(nodes: ErrorNode[], of: SchemaError): boolean {
  return nodes.some(
    ({ error }) =>
      error.keyword === 'type' && error.instancePath === of.instancePath && error.parentSchema === of.parentSchema,
  );
}

function explain(node: ErrorNode): SelectedError[] {
  const { error } = node;
  const branches = node.branches.map((branch) => withoutFollowUps(branch).flatMap(explain));
  switch (error.keyword) {
    case 'if':
      return branches.flat();
    case 'propertyNames':
      return aboutKey(branches.flat(), error);
    case 'oneOf':
      return passedBranches(error) === null ? meantBranch(error, branches) : [{ error }];
    case 'anyOf':
      return meantBranch(error, branches);
    default:
      return [{ error }];
  }
}

/** The two branches of a oneOf that both accepted the value, or null. */
export function passedBranches(error: SchemaError): [number, number] | null {
  const passing: unknown = error.params.passingSchemas;
  return Array.isArray(passing) ? [Number(passing[0]), Number(passing[1])] : null;
}

function aboutKey(selected: SelectedError[], error: SchemaError): SelectedError[] {
  const propertyName = String(error.params.propertyName);
  if (selected.length === 0) return [{ error: { ...error, propertyName } }];
  return selected.map(({ error: inner, ...rest }) => ({ error: { ...inner, propertyName }, ...rest }));
}

/** The errors of the branch that the value was most likely meant for; failing that, one error for all branches. */
function meantBranch(error: SchemaError, branches: SelectedError[][]): SelectedError[] {
  const fitting = branches.filter((branch) => !branch.some((selected) => isTypeError(selected, error)));
  if (fitting.length === 0) return [mergedTypes(error, branches.flat())];
  if (fitting.every((branch) => isValueList(branch, error))) return [mergedValues(error, fitting.flat())];
  const tagged = fitting.filter((branch) => !branch.some((selected) => isWrongTag(selected, error)));
  const meant = fitting.length === 1 ? fitting : tagged;
  return meant.length === 1 ? (meant[0] ?? []) : [{ error, forms: branches }];
}

function isTypeError({ error }: SelectedError, of: SchemaError): boolean {
  return error.keyword === 'type' && error.instancePath === of.instancePath;
}

/** Whether a branch fails only because the value is not one of those listed. */
function isValueList(branch: SelectedError[], of: SchemaError): boolean {
  return branch.length === 1 && branch.every(({ error }) => isListed(error) && error.instancePath === of.instancePath);
}

/** A property that tells the branches apart, such as `kind`, has another branch's value. */
function isWrongTag({ error }: SelectedError, of: SchemaError): boolean {
  const inside = error.instancePath.slice(of.instancePath.length);
  return isListed(error) && /^\/[^/]+$/.test(inside);
}

function isListed(error: SchemaError): boolean {
  return error.keyword === 'const' || error.keyword === 'enum';
}

function mergedTypes(error: SchemaError, selected: SelectedError[]): SelectedError {
  const mistyped = selected.filter((each) => isTypeError(each, error));
  const type = [...new Set(mistyped.flatMap((each) => each.error.params.type as string | string[]))];
  return { error: { ...error, keyword: 'type', params: { type } } };
}

function mergedValues(error: SchemaError, selected: SelectedError[]): SelectedError {
  const allowedValues = selected.flatMap((each): Json[] => {
    const listed = schemaOf(each.error)[each.error.keyword] ?? null;
    return each.error.keyword === 'enum' && Array.isArray(listed) ? listed : [listed];
  });
  return { error: { ...error, keyword: 'enum', params: { allowedValues: [...new Set(allowedValues)] } } };
}
