/** POST /api/v1/executions/{id}/rerun: a closed execution again, as a new one. */
import { Body, Controller, Headers, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Json } from '../contracts/json.js';
import { Origin, type RequestOrigin } from '../http/request-actor.js';
import { ForRole } from '../security/access.js';
import { ExecutionRerun } from './execution-rerun.js';
import { readRerunRequest } from './rerun-request.js';
import { StartAnswers } from './start-answer.js';

@Controller('api/v1/executions/:id/rerun')
export class RerunController {
  constructor(
    private readonly reruns: ExecutionRerun,
    private readonly answers: StartAnswers,
  ) {}

  @Post()
  @ForRole('operator')
  rerun(
    @Param('id') id: string,
    @Body() body: Json,
    @Origin() origin: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
    @Headers('prefer') prefer?: string,
    @Headers('idempotency-key') idempotency_key?: string,
  ) {
    const asked = readRerunRequest(body);
    return this.answers.answer(
      (options) => this.reruns.rerun(id, asked, origin, options),
      { prefer, idempotency_key },
      response,
    );
  }
}
