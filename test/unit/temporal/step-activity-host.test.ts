import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ExecutionWorkflows } from '../../../src/executions/execution-workflows.js';
import type { PlanStore } from '../../../src/storage/plan-store.js';
import { stepActivityHost } from '../../../src/temporal/step-activity-host.js';

const lines: string[] = [];
const keep = (line: string) => void lines.push(line);
const host = stepActivityHost({} as PlanStore, {} as ExecutionWorkflows);

beforeAll(() => Logger.overrideLogger({ log: keep, warn: keep, error: keep, debug: keep }));
afterAll(() => Logger.overrideLogger(undefined as never));

it('a function logs with its execution, its step and, of a step with foreach, its item', () => {
  host.log('e1', 4).info('began', { beams: 2 });
  host.log('e1', 4, 0).warn('heavy');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { message: 'began', execution_id: 'e1', step_number: 4, beams: 2 },
    { message: 'heavy', execution_id: 'e1', step_number: 4, item: 0 },
  ]);
});
