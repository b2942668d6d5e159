/** Executions above and below this one, each a workflow of its own with the execution's id. */
import {
  defineSignal,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { ChildEnd } from '../src/contracts/child.js';
import type { OriginatedCommand } from '../src/contracts/commands.js';
import type { ExecutionRequest } from '../src/contracts/execution.js';
import { COMMAND, RUN_PLAN, SIGNAL_CHILD } from '../src/contracts/run.js';
import { planClaim } from './plan-claim.js';
import { initialSearchAttributes } from './search-attributes.js';

const childSignal = defineSignal<[ChildEnd]>(SIGNAL_CHILD);
const commandSignal = defineSignal<[OriginatedCommand]>(COMMAND);
const LOST = 'The Temporal workflow of this execution was ended or lost outside the platform';

/** Tells how this execution ended to the one that began it, whichever run that is in; nothing when it is gone. */
export async function tellParent(request: ExecutionRequest, end: Omit<ChildEnd, 'execution_id'>): Promise<void> {
  const { parent, execution_id } = request;
  if (!parent) return;
  const workflow = getExternalWorkflowHandle(parent.execution_id);
  await workflow.signal(childSignal, { execution_id, ...end }).catch(() => undefined);
}
/**
 * Starts the child's workflow; one that runs already is left alone. It outlives this run, so it tells its end itself;
 * `lost` is called when it was ended from outside and cannot.
 */
export async function startChildExecution(request: ExecutionRequest, lost: (end: ChildEnd) => void): Promise<void> {
  const { execution_id, deliverable_type, version, plan_hash } = request;
  try {
    const child = await startChild(RUN_PLAN, {
      workflowId: execution_id,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      args: [request, planClaim(plan_hash)],
      staticSummary: `${deliverable_type} version ${version}`,
      memo: { deliverable_type, version },
      ...initialSearchAttributes(request),
    });
    child.result().catch(() => lost(lostChild(execution_id)));
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
function lostChild(execution_id: string): ChildEnd {
  return { execution_id, status: 'failed', output: null, error: { type: 'workflow_lost', message: LOST } };
}
/** Asks a child to end; nothing when it has ended. Resolves when it was told: a run that ends before tells nothing. */
export async function cancelChildExecution(execution_id: string): Promise<void> {
  const command: OriginatedCommand = { kind: 'cancel', actor: 'parent' };
  await getExternalWorkflowHandle(execution_id)
    .signal(commandSignal, command)
    .catch(() => undefined);
}
