/** Gives commands to executions: applied and audited, or refused with the reason. */
import { Injectable, Logger } from '@nestjs/common';
import { type AuditedAct, AuditRecorder } from '../audit/audit-recorder.js';
import type { Command, CommandKind } from '../contracts/commands.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import { conflict } from '../http/problem.js';
import type { RequestOrigin } from '../http/request-actor.js';
import { ApprovalStore } from './approval-store.js';
import { unknownExecution } from './execution-reader.js';
import { ExecutionStore } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';

/** Commands after which the row's approval is not what it was. */
const OF_APPROVAL: ReadonlySet<CommandKind> = new Set<CommandKind>(['approve', 'reject', 'extend_approval']);

@Injectable()
export class ExecutionCommands {
  private readonly logger = new Logger('commands');

  constructor(
    private readonly store: ExecutionStore,
    private readonly workflows: ExecutionWorkflows,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditRecorder,
  ) {}

  /** Returns the status after the command. @throws Problem 404, 409 with the reason when the state does not allow it */
  async give(execution_id: string, command: Command, origin: RequestOrigin): Promise<ExecutionStatus> {
    const stored = await this.store.find(execution_id);
    if (!stored) throw unknownExecution(execution_id);
    const closed = () =>
      conflict('not_possible', `The execution is ${stored.status} and closed; it takes no more commands`);
    if (stored.closed) throw closed();
    const answer = await this.workflows.command(execution_id, { ...command, actor: origin.actor });
    if (answer.kind === 'refused') throw conflict('not_possible', answer.reason);
    if (answer.kind === 'gone') throw closed();
    await this.audit.record(actOf(execution_id, command), origin);
    if (OF_APPROVAL.has(command.kind)) await this.showApproval(execution_id);
    return answer.status;
  }
  /** The list of approvals follows the command; an execution that it closed is stored with the approval. */
  private async showApproval(execution_id: string): Promise<void> {
    try {
      const state = await this.workflows.state(execution_id);
      if (state) await this.approvals.follow(execution_id, state);
    } catch (error) {
      this.logger.warn(`The approval of ${execution_id} is listed as it was before: ${String(error)}`);
    }
  }
}
function actOf(execution_id: string, command: Command): AuditedAct {
  const { kind, step_number, ...details } = { step_number: undefined, ...command };
  return { action: `command_${kind}`, execution_id, step_number, details };
}
