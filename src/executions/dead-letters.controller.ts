/** /api/v1/dead-letters: parked executions, and a retry of many of them. */
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Json } from '../contracts/json.js';
import { pageParameters, type Query as Parameters, textParameter } from '../http/query-parameters.js';
import { Origin, type RequestOrigin } from '../http/request-actor.js';
import { ForRole } from '../security/access.js';
import { DeadLetterRetry } from './dead-letter-retry.js';
import { readRetrySelection } from './dead-letter-request.js';
import { DeadLetterStore } from './dead-letter-store.js';

@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly deadLetters: DeadLetterStore,
    private readonly retries: DeadLetterRetry,
  ) {}

  @Get()
  @ForRole('viewer')
  list(@Query() query: Parameters) {
    const filter = {
      deliverable_type: textParameter(query, 'deliverable_type'),
      error_type: textParameter(query, 'error_type'),
    };
    return this.deadLetters.list(filter, pageParameters(query));
  }
  @Post('retry')
  @HttpCode(202)
  @ForRole('operator')
  retry(@Body() body: Json, @Origin() origin: RequestOrigin) {
    return this.retries.retry(readRetrySelection(body), origin);
  }
}
