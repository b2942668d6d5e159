import type { Expression, Reference } from '../contracts/expression.js';
import { mapParts } from './expression-tree.js';

/** The name under which a step writes its output; undefined for a step that the document does not have. */
export type OutputVariableOf = (step_number: number) => string | undefined;

/** `$stepN.name` where `name` is the step's output_variable is its whole output: the segment is dropped, the text stays. */
export function bindStepOutput(reference: Reference, outputVariableOf: OutputVariableOf): Reference {
  if (reference.root !== 'step') return reference;
  const [name, ...path] = reference.path;
  const isOutput = typeof name === 'string' && name === outputVariableOf(reference.step_number);
  return isOutput ? { ...reference, path } : reference;
}

/** The same for every reference of an expression. Do it once: a field may have the output's name. */
export function bindStepOutputs(expression: Expression, outputVariableOf: OutputVariableOf): Expression {
  if (expression.kind === 'reference') {
    return { kind: 'reference', reference: bindStepOutput(expression.reference, outputVariableOf) };
  }
  return mapParts(expression, (part) => bindStepOutputs(part, outputVariableOf));
}
