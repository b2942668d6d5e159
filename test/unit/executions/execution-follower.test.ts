import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { EventBody, ExecutionEvent } from '../../../src/contracts/events.js';
import { LocalEventBus } from '../../../src/events/event-bus.js';
import { ExecutionFollower } from '../../../src/executions/execution-follower.js';
import type { ExecutionStore, LiveFigures } from '../../../src/executions/execution-store.js';

const AFTER_A_FLUSH_MS = 450;

it('passes on only what the events since the last batch say, and nothing of what has closed', async () => {
  const batches: LiveFigures[][] = [];
  const follow = (figures: LiveFigures[]) => Promise.resolve(void batches.push(figures));
  const bus = new LocalEventBus();
  const follower = new ExecutionFollower(bus, { follow } as unknown as ExecutionStore);
  follower.onModuleInit();
  const tell = (execution_id: string, body: EventBody) =>
    bus.publish([{ seq: 1, execution_id, timestamp: '2026-01-01T00:00:00.000Z', ...body } as ExecutionEvent]);
  const progress: EventBody = { event: 'progress_update', completed_steps: 1, total_steps: 2, progress_percent: 50 };

  tell('a', progress);
  tell('b', progress);
  tell('b', { event: 'execution_cancelled', total_time_ms: 1 });
  await delay(AFTER_A_FLUSH_MS);
  tell('a', { event: 'execution_paused' });
  await delay(AFTER_A_FLUSH_MS);
  tell('a', { ...progress, progress_percent: 100 });
  await delay(AFTER_A_FLUSH_MS);
  follower.onApplicationShutdown();

  expect(batches).toEqual([
    [{ execution_id: 'a', status: null, progress_percent: 50, started_at: null }],
    [{ execution_id: 'a', status: 'paused', progress_percent: null, started_at: null }],
    [{ execution_id: 'a', status: null, progress_percent: 100, started_at: null }],
  ]);
});
