/** What can be said of a signal before its workflow sees it: whether a step may wait for it, and whether one may take it. */
import { Injectable } from '@nestjs/common';
import type { Finding } from '../contracts/finding.js';
import type { Json } from '../contracts/json.js';
import type { Plan, PlanStep } from '../contracts/plan.js';
import { unprocessable } from '../http/problem.js';
import { literalArguments } from '../plan/argument-binding.js';
import { checkRequest } from '../schema/request-shape.js';
import { PlanStore } from '../storage/plan-store.js';
import { type SignalCommand, unknownSignal } from './command-request.js';
import { unknownExecution } from './execution-reader.js';
import { ExecutionStore } from './execution-store.js';

@Injectable()
export class SignalCheck {
  constructor(
    private readonly store: ExecutionStore,
    private readonly plans: PlanStore,
  ) {}

  /** @throws Problem 404 for a name that no step can have, 422 with findings for a payload that no step of it takes */
  async check(execution_id: string, { name, payload }: SignalCommand): Promise<void> {
    const stored = await this.store.find(execution_id);
    if (!stored) throw unknownExecution(execution_id);
    const takers = signalSteps(await this.plans.get(stored.request.plan_hash), name);
    if (takers.length === 0) throw unknownSignal(name);
    const refusals = takers.map((step) => payloadFindings(step, payload));
    const [first = []] = refusals;
    if (refusals.some((findings) => findings.length === 0)) return;
    throw unprocessable('payload_invalid', `The payload of the signal ${name} does not fit`, first);
  }
}
/** A name that is known only when the step runs may be any. */
export function signalSteps({ steps }: Plan, name: string): PlanStep[] {
  return steps.filter(({ function: called, input }) => {
    if (called !== 'flow.signal') return false;
    const given = literalArguments(input);
    return !Object.hasOwn(given, 'name') || given['name'] === name;
  });
}
/** Of a schema that the document itself has; the step checks the payload again when it takes it. */
function payloadFindings({ input }: PlanStep, payload: Json): Finding[] {
  const { payload_schema: schema } = literalArguments(input);
  const isSchema =
    typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null && !Array.isArray(schema));
  return isSchema ? checkRequest(schema, payload) : [];
}
