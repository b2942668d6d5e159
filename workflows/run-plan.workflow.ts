/** The one generic workflow: interprets a Plan. Its history is read by people, so its names are plain. */
import {
  ApplicationFailure,
  CancellationScope,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { OriginatedCommand } from '../src/contracts/commands.js';
import type { EventPage } from '../src/contracts/events.js';
import type { AttemptRecord, ExecutionRequest, ExecutionState, ExecutionStatus } from '../src/contracts/execution.js';
import type { Plan } from '../src/contracts/plan.js';
import {
  COMMAND,
  COMMAND_REFUSED,
  QUERY_EVENTS,
  QUERY_EXECUTION,
  QUERY_RETRIES,
  SIGNAL_ATTEMPT,
} from '../src/contracts/run.js';
import { PlanRunner } from './plan-runner.js';
import { TemporalStepHost } from './temporal-step-host.js';

const eventsQuery = defineQuery<EventPage, [number]>(QUERY_EVENTS);
const executionQuery = defineQuery<ExecutionState>(QUERY_EXECUTION);
const retriesQuery = defineQuery<AttemptRecord[], [number]>(QUERY_RETRIES);
const attemptSignal = defineSignal<[AttemptReport]>(SIGNAL_ATTEMPT);
const commandUpdate = defineUpdate<{ status: ExecutionStatus }, [OriginatedCommand]>(COMMAND);
const commandSignal = defineSignal<[OriginatedCommand]>(COMMAND);

function refuse(runner: PlanRunner, command: OriginatedCommand): void {
  const reason = runner.refusal(command);
  if (reason !== null) throw ApplicationFailure.nonRetryable(reason, COMMAND_REFUSED);
}
function handleCommands(runner: PlanRunner): void {
  const apply = (command: OriginatedCommand) => {
    runner.command(command);
    return { status: runner.state().status };
  };
  setHandler(commandUpdate, apply, { validator: (command) => refuse(runner, command) });
  setHandler(commandSignal, (command) => {
    if (runner.refusal(command) === null) runner.command(command);
  });
}
/** A cancellation asked of Temporal itself (its UI or CLI) is the command `cancel`. */
function cancelOnRequest(runner: PlanRunner): void {
  const cancel = { kind: 'cancel', actor: 'temporal' } as const;
  CancellationScope.current().cancelRequested.catch(() => {
    if (runner.refusal(cancel) === null) runner.command(cancel);
  });
}
/** Runs one execution to its end. The Plan comes as a claim check; its text is never in the history. */
export async function runPlan(request: ExecutionRequest, plan: Plan): Promise<{ status: ExecutionStatus }> {
  const runner = new PlanRunner(plan, request, new TemporalStepHost(request));
  setHandler(eventsQuery, (after) => runner.events(after));
  setHandler(executionQuery, () => runner.state());
  setHandler(retriesQuery, (step_number) => runner.failedAttempts(step_number));
  setHandler(attemptSignal, (report) => runner.report(report));
  handleCommands(runner);
  cancelOnRequest(runner);
  await CancellationScope.nonCancellable(() => runner.run());
  return { status: runner.state().status };
}
