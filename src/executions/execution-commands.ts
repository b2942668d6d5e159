/**
 * Gives commands to executions: applied and audited, or refused with the reason. A command under an Idempotency-Key is
 * applied once, and has the same answer however often it is sent: Temporal takes no second one of its id from a run, and
 * one that the audit has is not sent again.
 */
import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AuditRecorder } from '../audit/audit-recorder.js';
import { AuditStore, type StoredEntry } from '../audit/audit-store.js';
import { entryOfCommand } from '../audit/command-entry.js';
import type { Command, CommandKind } from '../contracts/commands.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import { conflict, Problem } from '../http/problem.js';
import { ApprovalStore } from './approval-store.js';
import type { CommandGiver } from './command-giver.js';
import { isSameCommand, statusAfter } from './command-repeat.js';
import { unknownExecution } from './execution-reader.js';
import { ExecutionStore, type StoredExecution } from './execution-store.js';
import { ExecutionWorkflows, type IdentifiedCommand } from './execution-workflows.js';

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
    private readonly audited: AuditStore,
  ) {}

  /**
   * Returns the status after the command.
   * @throws Problem 404, 409 with the reason when the state does not allow it, 422 for a key of another command
   */
  async give(execution_id: string, command: Command, giver: CommandGiver): Promise<ExecutionStatus> {
    const stored = await this.store.find(execution_id);
    if (!stored) throw unknownExecution(execution_id);
    const { idempotency_key: key, ...origin } = giver;
    const given = { ...command, ...origin, id: key === null ? randomUUID() : `key ${key}` };
    const earlier = key === null ? null : await this.audited.ofAct(execution_id, given.id);
    if (earlier) return repeated(earlier, given);
    if (stored.closed && key === null) throw closed(stored);
    const status = await this.apply(stored, given);
    await this.record(execution_id, given, status);
    if (OF_APPROVAL.has(command.kind)) await this.showApproval(execution_id);
    return status;
  }
  /** A closed workflow still answers for the commands that it took. */
  private async apply(stored: StoredExecution, command: IdentifiedCommand): Promise<ExecutionStatus> {
    const outcome = await this.workflows.command(stored.request.execution_id, command);
    switch (outcome.kind) {
      case 'applied':
        return outcome.status;
      case 'refused':
        throw conflict('not_possible', outcome.reason);
      case 'gone':
        throw closed((await this.store.find(stored.request.execution_id)) ?? stored);
      default:
        return outcome satisfies never;
    }
  }
  /** The workflow audits it too, with what it stores next: nothing is lost where this process ends here. */
  private async record(execution_id: string, command: IdentifiedCommand, status: ExecutionStatus): Promise<void> {
    const at = new Date().toISOString();
    await this.audit.append(entryOfCommand(execution_id, { id: command.id, command, status, at }));
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
const closed = ({ status }: StoredExecution): Problem =>
  conflict('not_possible', `The execution is ${status} and closed; it takes no more commands`);

function repeated(earlier: StoredEntry, command: IdentifiedCommand): ExecutionStatus {
  if (isSameCommand(earlier, command)) return statusAfter(earlier);
  const what = `This Idempotency-Key came with ${earlier.action} or another body before; use a new key`;
  throw new Problem(422, 'idempotency_key_reused', what);
}
