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
import { describeGraph } from '../plan/workflow-graph.js';
import { PlanStore } from '../storage/plan-store.js';
import { idempotencyKey, preferredWait, readExecuteRequest } from './execute-request.js';
import { executionLinks } from './execution-links.js';
import { ExecutionReader } from './execution-reader.js';
import { ExecutionStarter, type Started } from './execution-starter.js';
import { ExecutionStore } from './execution-store.js';
import { Settlement, type Wait } from './settlement.js';
import { timelineOf } from './timeline.js';

@Controller('api/v1')
export class ExecutionsController {
  constructor(
    private readonly starter: ExecutionStarter,
    private readonly reader: ExecutionReader,
    private readonly store: ExecutionStore,
    private readonly settlement: Settlement,
    private readonly plans: PlanStore,
    private readonly graphs: GraphRenderer,
  ) {}

  @Post('workflows/:type/execute')
  async execute(
    @Param('type') type: string,
    @Body() body: Json,
    @Res({ passthrough: true }) response: Response,
    @Headers('prefer') prefer?: string,
    @Headers('idempotency-key') key?: string,
  ) {
    const wait_seconds = preferredWait(prefer);
    const asked = readExecuteRequest(body);
    let wait: Wait | null = null;
    const beforeStart = (execution_id: string) => {
      if (wait_seconds !== null) wait = this.settlement.listen(execution_id);
    };
    const started = await this.starter.start(type, asked, { idempotency_key: idempotencyKey(key), beforeStart });
    const settled = wait_seconds !== null && (await this.awaitEnd(started, wait, wait_seconds));
    if (wait_seconds !== null) response.setHeader('preference-applied', `wait=${wait_seconds}`);
    response.status(settled ? 200 : 202);
    return settled ? this.reader.read(started.execution_id) : accepted(started);
  }
  @Get('executions')
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
  read(@Param('id') id: string) {
    return this.reader.read(id);
  }
  @Get('executions/:id/events')
  events(@Param('id') id: string, @Query() query: Parameters) {
    return this.reader.events(id, integerParameter(query, 'after', { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0);
  }
  @Get('executions/:id/timeline')
  async timeline(@Param('id') id: string) {
    const [execution, log] = await Promise.all([this.reader.read(id), this.reader.events(id, 0)]);
    return timelineOf(execution, log.items);
  }
  @Get('executions/:id/graph')
  async graph(@Param('id') id: string, @Query() query: Parameters, @Res() response: Response) {
    const format = choiceParameter(query, 'format', GRAPH_FORMATS) ?? 'json';
    const execution = await this.reader.read(id);
    const plan = await this.plans.get((await this.store.find(id))?.request.plan_hash ?? '');
    const graph = describeGraph(plan, { max_parallelism: plan.execution.max_parallelism });
    const statuses = new Map(execution.steps.map((step) => [step.step_number, step.status]));
    await this.graphs.sendGraph(response, graph, plan.steps, format, statuses);
  }

  private awaitEnd({ execution_id, repeated }: Started, wait: Wait | null, seconds: number): Promise<boolean> {
    if (wait !== null) return wait.settled(seconds * 1000);
    return repeated ? this.awaitRepeated(execution_id, seconds) : Promise.resolve(false);
  }
  private async awaitRepeated(execution_id: string, seconds: number): Promise<boolean> {
    const wait = this.settlement.listen(execution_id);
    return (await this.settlement.isSettled(execution_id)) || wait.settled(seconds * 1000);
  }
}
function accepted({ execution_id, status }: Started) {
  return { execution_id, status, links: executionLinks(execution_id) };
}
