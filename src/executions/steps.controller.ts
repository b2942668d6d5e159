/** GET /api/v1/executions/{id}/steps/{n}: one step with its arguments. */
import { Controller, Get, Param } from '@nestjs/common';
import type { StepDetail } from '../contracts/step-detail.js';
import { notFound } from '../http/problem.js';
import { integerParameter } from '../http/query-parameters.js';
import { ForRole } from '../security/access.js';
import { PlanStore } from '../storage/plan-store.js';
import { ExecutionReader } from './execution-reader.js';
import { ExecutionStore } from './execution-store.js';
import { recordedScope, recordsOf, stepArguments } from './step-arguments.js';

@Controller('api/v1/executions/:id/steps/:step')
export class StepsController {
  constructor(
    private readonly reader: ExecutionReader,
    private readonly store: ExecutionStore,
    private readonly plans: PlanStore,
  ) {}

  /** @throws Problem 404 */
  @Get()
  @ForRole('viewer')
  async read(@Param('id') execution_id: string, @Param('step') text: string): Promise<StepDetail> {
    const step_number = integerParameter({ step: text }, 'step', { min: 1, max: 2 ** 31 - 1 }) ?? 0;
    const { steps } = await this.reader.read(execution_id);
    const records = recordsOf(steps);
    const record = records.get(step_number);
    const request = (await this.store.find(execution_id))?.request;
    if (!record || !request) throw notFound(`The execution has no step ${step_number}`);
    const step = (await this.plans.get(request.plan_hash)).steps.find((one) => one.step_number === step_number);
    const input = step ? stepArguments(step, record, recordedScope(request, records)) : null;
    return { ...record, input };
  }
}
