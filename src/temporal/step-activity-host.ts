/** What step activities need, from the stores and clients of this process. */
import { Logger } from '@nestjs/common';
import type { StepActivityHost } from '../../activities/step-activity.js';
import type { InputFinding } from '../contracts/finding.js';
import type { FunctionLog } from '../contracts/function.js';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import type { PlanStep } from '../contracts/plan.js';
import type { ExecutionWorkflows } from '../executions/execution-workflows.js';
import { checkRules } from '../schema/rules/check-rules.js';
import { settledRules, settledSchema } from '../schema/settled.js';
import type { PlanStore } from '../storage/plan-store.js';
import { ExtensionQuestions } from './extension-questions.js';

export function checkAgainst(
  schema: JsonSchema,
  value: Json,
  code: 'input_invalid' | 'output_invalid',
): InputFinding[] {
  return settledSchema(schema).validate(value, code).findings;
}
function checkOutput(step: PlanStep, output: Json): InputFinding[] {
  const shape = step.output_schema === null ? [] : checkAgainst(step.output_schema, output, 'output_invalid');
  if (shape.length > 0 || step.validation_rules.length === 0) return shape;
  return checkRules(settledRules(step.validation_rules), output, 'output_invalid');
}
function functionLog(execution_id: string, step_number: number, item?: number): FunctionLog {
  const logger = new Logger('function');
  const line = (message: string, fields: JsonObject = {}) =>
    JSON.stringify({ ...fields, message, execution_id, step_number, item });
  return {
    debug: (message, fields) => logger.debug(line(message, fields)),
    info: (message, fields) => logger.log(line(message, fields)),
    warn: (message, fields) => logger.warn(line(message, fields)),
    error: (message, fields) => logger.error(line(message, fields)),
  };
}
export function stepActivityHost(plans: PlanStore, workflows: ExecutionWorkflows): StepActivityHost {
  const extensions = new ExtensionQuestions((execution_id, steps) => workflows.extensions(execution_id, steps));
  return {
    step: (plan_hash, step_number) => plans.step(plan_hash, step_number),
    validate: (schema, value) => checkAgainst(schema, value, 'input_invalid'),
    validateOutput: checkOutput,
    report: (execution_id, report) => workflows.report(execution_id, report),
    failedAttempts: (...step) => workflows.failedAttempts(...step),
    extension: (execution_id, step_number) => extensions.ask(execution_id, step_number),
    log: functionLog,
  };
}
