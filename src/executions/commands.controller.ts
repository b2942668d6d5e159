/** What a person asks of an execution that has not closed: POST /api/v1/executions/{id}/… */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Command } from '../contracts/commands.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import type { Json } from '../contracts/json.js';
import { integerParameter } from '../http/query-parameters.js';
import { ForRole } from '../security/access.js';
import { type CommandGiver, Giver } from './command-giver.js';
import { readCommand, readSignal } from './command-request.js';
import { ExecutionCommands } from './execution-commands.js';
import { SignalCheck } from './signal-check.js';

export interface CommandAnswer {
  execution_id: string;
  status: ExecutionStatus;
}

@Controller('api/v1/executions/:id')
export class CommandsController {
  constructor(
    private readonly commands: ExecutionCommands,
    private readonly signals: SignalCheck,
  ) {}

  @Post('cancel')
  @HttpCode(202)
  @ForRole('operator')
  cancel(@Param('id') id: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('cancel', body), giver);
  }
  @Post('pause')
  @HttpCode(202)
  @ForRole('operator')
  pause(@Param('id') id: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('pause', body), giver);
  }
  @Post('resume')
  @HttpCode(202)
  @ForRole('operator')
  resume(@Param('id') id: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('resume', body), giver);
  }
  @Post('approve')
  @HttpCode(202)
  @ForRole('operator')
  approve(@Param('id') id: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('approve', body), giver);
  }
  @Post('reject')
  @HttpCode(202)
  @ForRole('operator')
  reject(@Param('id') id: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('reject', body), giver);
  }
  @Post('extend-approval')
  @HttpCode(202)
  @ForRole('operator')
  extendApproval(@Param('id') id: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('extend_approval', body), giver);
  }
  @Post('steps/:step/retry')
  @HttpCode(202)
  @ForRole('operator')
  retry(@Param('id') id: string, @Param('step') step: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('retry', body, stepNumber(step)), giver);
  }
  @Post('steps/:step/skip')
  @HttpCode(202)
  @ForRole('operator')
  skip(@Param('id') id: string, @Param('step') step: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('skip', body, stepNumber(step)), giver);
  }
  @Post('steps/:step/complete')
  @HttpCode(202)
  @ForRole('operator')
  complete(@Param('id') id: string, @Param('step') step: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    return this.give(id, readCommand('complete', body, stepNumber(step)), giver);
  }
  @Post('steps/:step/extend-timeout')
  @HttpCode(202)
  @ForRole('operator')
  extendTimeout(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: Json,
    @Giver() giver: CommandGiver,
  ) {
    return this.give(id, readCommand('extend_timeout', body, stepNumber(step)), giver);
  }
  @Post('signals/:name')
  @HttpCode(202)
  @ForRole('operator')
  async signal(@Param('id') id: string, @Param('name') name: string, @Body() body: Json, @Giver() giver: CommandGiver) {
    const signal = readSignal(name, body);
    await this.signals.check(id, signal);
    return this.give(id, signal, giver);
  }

  /** @throws Problem 404, 409 */
  private async give(execution_id: string, command: Command, giver: CommandGiver): Promise<CommandAnswer> {
    return { execution_id, status: await this.commands.give(execution_id, command, giver) };
  }
}
const stepNumber = (text: string): number =>
  integerParameter({ step: text }, 'step', { min: 1, max: 2 ** 31 - 1 }) ?? 0;
