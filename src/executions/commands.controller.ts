/** What a person asks of an execution that has not closed: POST /api/v1/executions/{id}/… */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Command } from '../contracts/commands.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import type { Json } from '../contracts/json.js';
import { integerParameter } from '../http/query-parameters.js';
import { Origin, type RequestOrigin } from '../http/request-actor.js';
import { readCommand } from './command-request.js';
import { ExecutionCommands } from './execution-commands.js';

export interface CommandAnswer {
  execution_id: string;
  status: ExecutionStatus;
}

@Controller('api/v1/executions/:id')
export class CommandsController {
  constructor(private readonly commands: ExecutionCommands) {}

  @Post('cancel')
  @HttpCode(202)
  cancel(@Param('id') id: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('cancel', body), origin);
  }
  @Post('pause')
  @HttpCode(202)
  pause(@Param('id') id: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('pause', body), origin);
  }
  @Post('resume')
  @HttpCode(202)
  resume(@Param('id') id: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('resume', body), origin);
  }
  @Post('approve')
  @HttpCode(202)
  approve(@Param('id') id: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('approve', body), origin);
  }
  @Post('reject')
  @HttpCode(202)
  reject(@Param('id') id: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('reject', body), origin);
  }
  @Post('extend-approval')
  @HttpCode(202)
  extendApproval(@Param('id') id: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('extend_approval', body), origin);
  }
  @Post('steps/:step/retry')
  @HttpCode(202)
  retry(@Param('id') id: string, @Param('step') step: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('retry', body, stepNumber(step)), origin);
  }
  @Post('steps/:step/skip')
  @HttpCode(202)
  skip(@Param('id') id: string, @Param('step') step: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('skip', body, stepNumber(step)), origin);
  }
  @Post('steps/:step/complete')
  @HttpCode(202)
  complete(@Param('id') id: string, @Param('step') step: string, @Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.give(id, readCommand('complete', body, stepNumber(step)), origin);
  }

  /** @throws Problem 404, 409 */
  private async give(execution_id: string, command: Command, origin: RequestOrigin): Promise<CommandAnswer> {
    return { execution_id, status: await this.commands.give(execution_id, command, origin) };
  }
}
const stepNumber = (text: string): number =>
  integerParameter({ step: text }, 'step', { min: 1, max: 2 ** 31 - 1 }) ?? 0;
