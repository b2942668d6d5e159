/** /api/v1: start, list and read executions. */
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { EXECUTION_STATUSES } from '../contracts/execution.js';
import type { Json } from '../contracts/json.js';
import { GRAPH_FORMATS, GraphRenderer } from '../definitions/graph-renderer.js';
import {
  choiceParameter,
  integerParameter,
  pageParameters,
  type Query as Parameters,
  textParameter,
  timeParameter,
} from '../http/query-parameters.js';
import { Origin, type RequestOrigin } from '../http/request-actor.js';
import { describeGraph } from '../plan/workflow-graph.js';
import { ForRole } from '../security/access.js';
import { PlanStore } from '../storage/plan-store.js';
import { readExecuteRequest } from './execute-request.js';
import { ExecutionReader } from './execution-reader.js';
import { ExecutionStarter, type StartOptions } from './execution-starter.js';
import { ExecutionStore } from './execution-store.js';
import { StartAnswers } from './start-answer.js';
import { timelineOf } from './timeline.js';

/** RFC 7234, 5.5.1: the answer is stale. */
const STORED_LAST = '110 dynamic-executor "No worker answers: this is what was stored last"';

@Controller('api/v1')
export class ExecutionsController {
  constructor(
    private readonly starter: ExecutionStarter,
    private readonly reader: ExecutionReader,
    private readonly store: ExecutionStore,
    private readonly answers: StartAnswers,
    private readonly plans: PlanStore,
    private readonly graphs: GraphRenderer,
  ) {}

  @Post('workflows/:type/execute')
  @ForRole('operator')
  execute(
    @Param('type') type: string,
    @Body() body: Json,
    @Origin() origin: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
    @Headers('prefer') prefer?: string,
    @Headers('idempotency-key') idempotency_key?: string,
  ) {
    const asked = readExecuteRequest(body);
    const start = (options: StartOptions) => this.starter.start(type, asked, origin, options);
    return this.answers.answer(start, { prefer, idempotency_key }, response);
  }
  @Get('executions')
  @ForRole('viewer')
  list(@Query() query: Parameters) {
    const filter = {
      deliverable_type: textParameter(query, 'deliverable_type'),
      status: choiceParameter(query, 'status', EXECUTION_STATUSES),
      user_id: textParameter(query, 'user_id'),
      since: timeParameter(query, 'since'),
      until: timeParameter(query, 'until'),
    };
    return this.store.list(filter, pageParameters(query));
  }
  @Get('executions/:id')
  @ForRole('viewer')
  async read(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    const { execution, is_current } = await this.reader.look(id);
    if (!is_current) response.setHeader('warning', STORED_LAST);
    return execution;
  }
  @Get('executions/:id/events')
  @ForRole('viewer')
  events(@Param('id') id: string, @Query() query: Parameters) {
    return this.reader.events(id, integerParameter(query, 'after', { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0);
  }
  @Get('executions/:id/timeline')
  @ForRole('viewer')
  async timeline(@Param('id') id: string) {
    const [execution, log] = await Promise.all([this.reader.read(id), this.reader.events(id, 0)]);
    return timelineOf(execution, log.items);
  }
  @Get('executions/:id/graph')
  @ForRole('viewer')
  async graph(@Param('id') id: string, @Query() query: Parameters, @Res() response: Response) {
    const format = choiceParameter(query, 'format', GRAPH_FORMATS) ?? 'json';
    const execution = await this.reader.read(id);
    const plan = await this.plans.get((await this.store.find(id))?.request.plan_hash ?? '');
    const graph = describeGraph(plan, { max_parallelism: plan.execution.max_parallelism });
    const statuses = new Map(execution.steps.map((step) => [step.step_number, step.status]));
    await this.graphs.sendGraph(response, graph, plan.steps, format, statuses);
  }
}
