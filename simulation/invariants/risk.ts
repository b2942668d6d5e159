import type { ExecutionState, StepRecord } from '../../src/contracts/execution.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

const APPROVAL_MS = 72 * 3_600_000;

const fieldOf = (output: Json, name: string): Json | undefined =>
  typeof output === 'object' && output !== null && !Array.isArray(output) ? output[name] : undefined;
/** Of a step that goes through a list those of its items. */
function outputsOf({ step_number, output }: StepRecord, { ledger }: Observed): Json[] {
  return ledger.step(step_number).step.foreach && Array.isArray(output) ? output : [output];
}

function warningScore(count: number): number {
  if (count === 0) return 0;
  if (count <= 2) return 0.3;
  return count <= 5 ? 0.5 : 0.7;
}
/** The rules of random documents compare a number. */
function ruleScores({ document }: Observed, steps: StepRecord[]): number[] {
  const rules = ((document['risk_config'] as JsonObject | undefined)?.['rules'] ?? []) as JsonObject[];
  return rules.map(({ condition, risk_factor }) => {
    const number = Number(/\$step(\d+)/.exec(condition as string)?.[1]);
    const value = steps.find((step) => step.step_number === number && step.status === 'completed');
    const n = value && fieldOf(value.output, 'n');
    // What does not compare counts as met.
    const isMet = typeof n === 'number' ? n > 500 : (n ?? null) !== null;
    return isMet ? (risk_factor as number) : 0;
  });
}
function scoreOf(observed: Observed, { steps }: ExecutionState): number {
  const outputs = steps.flatMap((step) => outputsOf(step, observed));
  const warnings = outputs.map((output) => fieldOf(output, 'warnings')).filter(Array.isArray);
  return Math.max(
    0.1,
    steps.some(({ status }) => status === 'failed') ? 1 : 0,
    outputs.some((output) => fieldOf(output, 'design_ok') === false) ? 0.9 : 0,
    warningScore(warnings.reduce((sum, list) => sum + list.length, 0)),
    steps.some(({ status }) => status === 'skipped') ? 0.5 : 0,
    ...ruleScores(observed, steps),
  );
}
function wrongApproval({ approval, risk, status }: ExecutionState, { plan }: Observed): Verdict {
  if (status !== 'completed' && status !== 'rejected') return null;
  const isNeeded = (risk?.score ?? 0) >= plan.risk.require_hitl_threshold;
  if (isNeeded !== (approval !== null)) return `a risk of ${risk?.score} and the approval ${approval?.status}`;
  if (!approval) return status === 'rejected' ? 'nobody rejected it' : null;
  return (status === 'completed') === (approval.status === 'approved')
    ? null
    : `${approval.status}, and it is ${status}`;
}
function wrongExpiry({ approval }: ExecutionState, { ledger }: Observed): Verdict {
  if (!approval) return null;
  const more = ledger.commands.reduce((sum, one) => sum + (one.kind === 'extend_approval' ? one.seconds : 0), 0);
  const wanted_ms = Date.parse(approval.requested_at) + APPROVAL_MS + more * 1000;
  const expires_ms = Date.parse(approval.expires_at);
  if (expires_ms !== wanted_ms) return `it expires at ${approval.expires_at}, not ${new Date(wanted_ms).toISOString()}`;
  const isEarly = approval.status === 'expired' && Date.parse(approval.decided_at ?? '') < expires_ms;
  return isEarly ? `expired at ${approval.decided_at}, before ${approval.expires_at}` : null;
}
export const risk: Invariant = {
  rule: 'the risk is that of the steps, and decides who has to decide',
  /** Whoever has to decide sees what about. */
  quiet: ({ state }) => {
    const { status, risk: shown } = state();
    const isHidden = status === 'awaiting_approval' && shown?.decision !== 'requires_approval';
    return isHidden ? `it waits for approval with the risk ${shown?.decision}` : null;
  },
  closed: (observed) => {
    const state = observed.state();
    const score = scoreOf(observed, state);
    if (state.risk?.score !== score) return `the risk is ${state.risk?.score}, not ${score}`;
    return wrongApproval(state, observed) ?? wrongExpiry(state, observed);
  },
};
