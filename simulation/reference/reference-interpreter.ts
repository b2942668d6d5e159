/**
 * The naive interpreter: what the steps of a document come to, one at a time, each after those that it needs. It knows
 * no time, no order and no parallelism, so it says only what does not depend on them: not what people do, not time
 * limits of the execution, not what fail_fast cancels. Steps that the workflow itself carries out, and those taken from a
 * record, end as they are given.
 */
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Plan, PlanStep } from '../../src/contracts/plan.js';
import { bindStepOutputs } from '../../src/language/bind-step-output.js';
import { evaluate, isTruthy } from '../../src/language/evaluate.js';
import { ExpressionTypeError } from '../../src/language/expression-type-error.js';
import { parseExpression } from '../../src/language/parse-expression.js';
import type { StepFates } from '../faults/step-fates.js';
import { attemptSequence, type Result } from './attempt-sequence.js';
import { MISSING, referenced, resolved, stepsIn, type Values } from './reference-values.js';

export interface ReferenceEnd {
  status: 'completed' | 'failed' | 'skipped' | 'cancelled';
  /** Why it is skipped, or the type of its error. */
  why: string | null;
  output: Json;
}
export interface ReferenceOptions {
  plan: Plan;
  document: JsonObject;
  input: JsonObject;
  context: JsonObject;
  fates: StepFates;
  /** The end of a step that no worker runs, once its turn has come; null for any other step. */
  givenEnd: (step_number: number) => ReferenceEnd | null;
}
const completed = (output: Json, why: string | null = null): ReferenceEnd => ({ status: 'completed', why, output });
const skipped = (why: string): ReferenceEnd => ({ status: 'skipped', why, output: null });
const failed = (why: string): ReferenceEnd => ({ status: 'failed', why, output: null });

export class ReferenceInterpreter {
  private readonly ends = new Map<number, ReferenceEnd>();
  private readonly behind = new Map<number, boolean>();
  private readonly documentSteps: Map<number, JsonObject>;
  private readonly values: Values;

  constructor(private readonly options: ReferenceOptions) {
    const { document, input, context } = options;
    const steps = document['workflow_steps'] as JsonObject[];
    this.documentSteps = new Map(steps.map((step) => [step['step_number'] as number, step]));
    this.values = {
      input,
      context,
      input_schema: (document['input_schema'] as JsonObject | undefined) ?? null,
      stepOutput: (n) => (this.end(n).status === 'completed' ? this.end(n).output : undefined),
      outputVariable: (n) => this.documentSteps.get(n)?.['output_variable'] as string | undefined,
    };
  }
  end(step_number: number): ReferenceEnd {
    const known = this.ends.get(step_number);
    if (known) return known;
    const end = this.evaluate(this.step(step_number));
    this.ends.set(step_number, end);
    return end;
  }

  private evaluate(step: JsonObject): ReferenceEnd {
    const blocked = this.joinEnd(step);
    if (this.isBehindFailure(step)) return blocked ?? { status: 'cancelled', why: null, output: null };
    if (blocked) return blocked;
    try {
      if (!this.holds(step['condition'] as string | undefined)) return skipped('condition_false');
    } catch (error) {
      if (error instanceof ExpressionTypeError) return this.handled(step, 'type_error');
      throw error;
    }
    if (step['foreach'] !== undefined) return this.evaluateItems(step, step['foreach'] as string | JsonObject);
    const result = this.call(step, null);
    if ('status' in result) return result;
    return 'output' in result ? completed(result.output) : this.handled(step, result.error_type);
  }
  /** What the dependencies make of a step; null when it runs. */
  private joinEnd(step: JsonObject): ReferenceEnd | null {
    const { join = 'all' } = step;
    const joined = joinedBy(step);
    const without = joined.map((n) => this.end(n)).filter(({ status }) => status !== 'completed');
    const isMissing = without.length > 0 && (join === 'all' || without.length === joined.length);
    if (join === 'always' || !isMissing) return null;
    return skipped(without.some(({ status }) => status === 'failed') ? 'dependency_failed' : 'dependency_skipped');
  }
  /** While the execution is parked such a step waits, and so does all behind it; after that nothing is started. */
  private isBehindFailure(step: JsonObject): boolean {
    if (this.options.plan.execution.on_failure === 'close') return false;
    const number = step['step_number'] as number;
    const known = this.behind.get(number);
    if (known !== undefined) return known;
    const needed = [...joinedBy(step), ...stepsIn(step['condition'])];
    const isBehind =
      this.joinEnd(step)?.why === 'dependency_failed' || needed.some((n) => this.isBehindFailure(this.step(n)));
    this.behind.set(number, isBehind);
    return isBehind;
  }
  private holds(text: string | undefined): boolean {
    if (text === undefined) return true;
    const parsed = parseExpression(text);
    if (!parsed.ok) throw new Error(text);
    const expression = bindStepOutputs(parsed.expression, this.values.outputVariable);
    const { input, context, stepOutput } = this.values;
    return isTruthy(evaluate({ text, expression }, { input, context, stepOutput }));
  }
  private evaluateItems(step: JsonObject, foreach: string | JsonObject): ReferenceEnd {
    const text = typeof foreach === 'string' ? foreach : (foreach['items'] as string);
    const list = referenced(text, this.values);
    if (list === MISSING && (step['join'] ?? 'all') === 'all') return this.handled(step, 'reference_not_found');
    if (list === MISSING || typeof list === 'symbol') return completed([]);
    if (!Array.isArray(list)) return this.handled(step, 'type_error');
    const outputs: Json[] = [];
    for (const [index, item] of list.entries()) {
      const result = this.call(step, { item, index });
      if ('status' in result) return result;
      const end = 'output' in result ? completed(result.output) : this.handled(step, result.error_type);
      if (end.status === 'failed') return end;
      outputs.push(end.output);
    }
    return completed(outputs);
  }
  private call(step: JsonObject, at: { item: Json; index: number } | null): Result | ReferenceEnd {
    const plan = this.planStep(step);
    const given = this.options.givenEnd(plan.step_number);
    if (given) return given;
    const whenMissing = (step['join'] ?? 'all') === 'all' ? MISSING : null;
    const input = resolved((step['input_mapping'] as JsonObject) ?? {}, { ...this.values, ...at }, whenMissing);
    if (input === MISSING) return { error_type: 'reference_not_found' };
    return attemptSequence(plan, at?.index ?? null, input as JsonObject, this.options.fates);
  }
  /** What a step becomes by its error. */
  private handled(step: JsonObject, error_type: string): ReferenceEnd {
    const handling = (step['error_handling'] as JsonObject | undefined) ?? {};
    const fallback = handling['fallback_value'] ?? null;
    if (error_type === 'timeout' && fallback !== null) return completed(fallback, error_type);
    if (handling['on_error'] === 'continue') return completed(fallback, error_type);
    return handling['on_error'] === 'skip' ? skipped('error') : failed(error_type);
  }
  private step(step_number: number): JsonObject {
    return this.documentSteps.get(step_number) as JsonObject;
  }
  private planStep(step: JsonObject): PlanStep {
    return this.options.plan.steps.find((one) => one.step_number === step['step_number']) as PlanStep;
  }
}
/** Numbers of the steps whose fate decides over the step. */
const joinedBy = ({ input_mapping, foreach, depends_on }: JsonObject): number[] => [
  ...new Set([...stepsIn([input_mapping, foreach]), ...((depends_on as number[] | undefined) ?? [])]),
];
