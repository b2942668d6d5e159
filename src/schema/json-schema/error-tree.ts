/** ajv's flat list of errors as a tree: the errors of the branches hang under the keyword that tried the branches. */
import type { BranchParams } from './reporting-keywords.js';
import type { SchemaError } from './schema-error.js';

export interface ErrorNode {
  error: SchemaError;
  /** For anyOf and oneOf one list for each branch that failed, for other keywords at most one list. */
  branches: ErrorNode[][];
  /** Errors in the flat list that this node stands for. */
  size: number;
}

/** Errors of subschemas stand right before the error of the keyword that tried them, which says how many they are. */
export function errorTree(errors: readonly SchemaError[]): ErrorNode[] {
  const nodes: ErrorNode[] = [];
  for (const error of errors) {
    const children = takeLast(nodes, childErrors(error));
    if (error.keyword === 'propertyNames') nodes.push(...children.splice(0, endOfEarlierKeys(children, error)));
    const size = 1 + children.reduce((sum, child) => sum + child.size, 0);
    nodes.push({ error, branches: intoBranches(children, branchStarts(error)), size });
  }
  return nodes;
}

function childErrors(error: SchemaError): number {
  return (error.params as Partial<BranchParams>).child_errors ?? 0;
}

function branchStarts(error: SchemaError): number[] {
  const { branches = [] } = error.params as Partial<BranchParams>;
  return branches.map(([, before]) => before);
}

function takeLast(nodes: ErrorNode[], count: number): ErrorNode[] {
  let start = nodes.length;
  for (let left = count; left > 0 && start > 0; left -= nodes[start]?.size ?? left) start -= 1;
  return nodes.splice(start);
}

/** One error of propertyNames for each key: those before this one belong to other keys. */
function endOfEarlierKeys(children: ErrorNode[], error: SchemaError): number {
  const last = children.findLastIndex(
    (child) => child.error.keyword === 'propertyNames' && child.error.parentSchema === error.parentSchema,
  );
  return last + 1;
}

function intoBranches(children: ErrorNode[], starts: number[]): ErrorNode[][] {
  const branches = new Map<number, ErrorNode[]>();
  let offset = 0;
  for (const child of children) {
    const branch = starts.findLastIndex((start) => start <= offset);
    branches.set(branch, [...(branches.get(branch) ?? []), child]);
    offset += child.size;
  }
  return [...branches.values()];
}
