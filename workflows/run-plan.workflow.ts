/** The one generic workflow: interprets a Plan. Its history is read by people, so its names are plain. */
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { ChildEnd } from '../src/contracts/child.js';
import type { OriginatedCommand } from '../src/contracts/commands.js';
import type { EventPage } from '../src/contracts/events.js';
import type { AttemptRecord, ExecutionRequest, ExecutionState, ExecutionStatus } from '../src/contracts/execution.js';
import type { Json } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import {
  COMMAND,
  COMMAND_BUSY,
  COMMAND_REFUSED,
  QUERY_EVENTS,
  QUERY_EXECUTION,
  QUERY_EXTENSION,
  QUERY_RETRIES,
  SIGNAL_ATTEMPT,
  SIGNAL_CHILD,
} from '../src/contracts/run.js';
import { planClaim } from './plan-claim.js';
import { PlanRunner } from './plan-runner.js';
import type { RunBeginning } from './run-checkpoint.js';
import { TemporalStepHost } from './temporal-step-host.js';
import { tellParent } from './temporal-children.js';

const eventsQuery = defineQuery<EventPage, [number]>(QUERY_EVENTS);
const executionQuery = defineQuery<ExecutionState>(QUERY_EXECUTION);
const retriesQuery = defineQuery<AttemptRecord[], [number, (number | null)?]>(QUERY_RETRIES);
const extensionQuery = defineQuery<number[], [number[]]>(QUERY_EXTENSION);
const attemptSignal = defineSignal<[AttemptReport]>(SIGNAL_ATTEMPT);
const childSignal = defineSignal<[ChildEnd]>(SIGNAL_CHILD);
const commandUpdate = defineUpdate<{ status: ExecutionStatus }, [OriginatedCommand]>(COMMAND);
const commandSignal = defineSignal<[OriginatedCommand]>(COMMAND);

function answerQueries(runner: PlanRunner): void {
  setHandler(eventsQuery, (after) => runner.events(after));
  setHandler(executionQuery, () => runner.state());
  setHandler(retriesQuery, (step_number, item) => runner.failedAttempts(step_number, item ?? null));
  setHandler(extensionQuery, (step_numbers) => step_numbers.map((one) => runner.extension(one)));
}
function refuse(runner: PlanRunner, command: OriginatedCommand): void {
  const reason = runner.answerOf(command) === null ? runner.refusal(command) : null;
  if (reason !== null) throw ApplicationFailure.nonRetryable(reason, runner.isBusy ? COMMAND_BUSY : COMMAND_REFUSED);
}
/** A signal cannot be answered: one that is refused does nothing, and one that comes at a bad moment waits for it to pass. */
function applyWhenPossible(runner: PlanRunner, command: OriginatedCommand): Promise<void> {
  return CancellationScope.nonCancellable(async () => {
    await condition(() => !runner.isBusy);
    if (runner.refusal(command) === null) runner.command(command);
  });
}
function takeCommands(runner: PlanRunner): void {
  const apply = (command: OriginatedCommand) => {
    const status = runner.answerOf(command);
    if (status !== null) return { status };
    runner.command(command);
    return { status: runner.state().status };
  };
  setHandler(commandUpdate, apply, { validator: (command) => refuse(runner, command) });
  setHandler(commandSignal, (command) => applyWhenPossible(runner, command));
  setDefaultSignalHandler((name, payload) =>
    applyWhenPossible(runner, { kind: 'signal', name, payload: (payload as Json | undefined) ?? null, actor: null }),
  );
}
function takeReports(runner: PlanRunner): void {
  setHandler(attemptSignal, (report) => runner.report(report));
  setHandler(childSignal, (end) => runner.childEnded(end));
}
/** A cancellation asked of Temporal itself (its UI or CLI) is the command `cancel`. */
function cancelOnRequest(runner: PlanRunner): void {
  const cancel = { kind: 'cancel', actor: 'temporal' } as const;
  CancellationScope.current().cancelRequested.catch(() => applyWhenPossible(runner, cancel));
}
/**
 * Runs one execution to its end, or until its history is long: then another run goes on from a checkpoint. The Plan comes
 * as a claim check; its text is never in the history.
 */
export async function runPlan(
  request: ExecutionRequest,
  plan: Plan,
  beginning: RunBeginning = {},
): Promise<{ status: ExecutionStatus }> {
  const host = new TemporalStepHost(request, (end) => runner.childEnded(end));
  const runner = new PlanRunner(plan, request, host, beginning);
  answerQueries(runner);
  takeReports(runner);
  takeCommands(runner);
  cancelOnRequest(runner);
  const end = await CancellationScope.nonCancellable(() => runner.run());
  await CancellationScope.nonCancellable(() => host.settled());
  if (end.kind === 'handed_over') {
    const { checkpoint } = end;
    return continueAsNew<typeof runPlan>(request, planClaim(request.plan_hash), { ...beginning, checkpoint });
  }
  const { status, output_data: output, error } = runner.state();
  await CancellationScope.nonCancellable(() => tellParent(request, { status, output, error }));
  return { status };
}
