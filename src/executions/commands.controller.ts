/** What a person asks of an execution that has not closed: POST /api/v1/executions/{id}/… */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandKind } from '../contracts/commands.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import type { Json } from '../contracts/json.js';
import { conflict } from '../http/problem.js';
import { integerParameter } from '../http/query-parameters.js';
import { readCommand } from './command-request.js';
import { unknownExecution } from './execution-reader.js';
import { ExecutionStore } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';

export interface CommandAnswer {
  execution_id: string;
  status: ExecutionStatus;
}

@Controller('api/v1/executions/:id')
export class CommandsController {
  constructor(
    private readonly store: ExecutionStore,
    private readonly workflows: ExecutionWorkflows,
  ) {}

  @Post('cancel')
  @HttpCode(202)
  cancel(@Param('id') id: string, @Body() body: Json) {
    return this.give(id, 'cancel', body);
  }
  @Post('pause')
  @HttpCode(202)
  pause(@Param('id') id: string, @Body() body: Json) {
    return this.give(id, 'pause', body);
  }
  @Post('resume')
  @HttpCode(202)
  resume(@Param('id') id: string, @Body() body: Json) {
    return this.give(id, 'resume', body);
  }
  @Post('approve')
  @HttpCode(202)
  approve(@Param('id') id: string, @Body() body: Json) {
    return this.give(id, 'approve', body);
  }
  @Post('reject')
  @HttpCode(202)
  reject(@Param('id') id: string, @Body() body: Json) {
    return this.give(id, 'reject', body);
  }
  @Post('extend-approval')
  @HttpCode(202)
  extendApproval(@Param('id') id: string, @Body() body: Json) {
    return this.give(id, 'extend_approval', body);
  }
  @Post('steps/:step/retry')
  @HttpCode(202)
  retry(@Param('id') id: string, @Param('step') step: string, @Body() body: Json) {
    return this.give(id, 'retry', body, step);
  }
  @Post('steps/:step/skip')
  @HttpCode(202)
  skip(@Param('id') id: string, @Param('step') step: string, @Body() body: Json) {
    return this.give(id, 'skip', body, step);
  }
  @Post('steps/:step/complete')
  @HttpCode(202)
  complete(@Param('id') id: string, @Param('step') step: string, @Body() body: Json) {
    return this.give(id, 'complete', body, step);
  }

  /** @throws Problem 404, 409 with the reason when the state does not allow it, 422 */
  private async give(execution_id: string, kind: CommandKind, body: Json, step?: string): Promise<CommandAnswer> {
    const command = readCommand(kind, body, step === undefined ? undefined : stepNumber(step));
    const stored = await this.store.find(execution_id);
    if (!stored) throw unknownExecution(execution_id);
    const closed = () =>
      conflict('not_possible', `The execution is ${stored.status} and closed; it takes no more commands`);
    if (stored.closed) throw closed();
    const answer = await this.workflows.command(execution_id, { ...command, actor: null });
    if (answer.kind === 'refused') throw conflict('not_possible', answer.reason);
    if (answer.kind === 'gone') throw closed();
    return { execution_id, status: answer.status };
  }
}
const stepNumber = (text: string): number =>
  integerParameter({ step: text }, 'step', { min: 1, max: 2 ** 31 - 1 }) ?? 0;
