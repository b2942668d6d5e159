/** Waits for an execution to close, to park, or to wait for approval. */
import { Inject, Injectable } from '@nestjs/common';
import type { EventName } from '../contracts/events.js';
import type { EventBus } from '../events/event-bus.js';
import { EVENT_BUS } from '../events/event-source.js';
import { ExecutionReader } from './execution-reader.js';

const SETTLING: ReadonlySet<EventName> = new Set<EventName>([
  'execution_completed',
  'execution_failed',
  'execution_cancelled',
  'approval_required',
]);
const SETTLED = new Set(['completed', 'failed', 'rejected', 'cancelled', 'awaiting_approval']);
/** A hint may be lost: the execution is asked at these times after the start, in ms, and then every 5 s. */
const RECHECK_EVERY_MS = 5_000;

export interface Wait {
  /** True when the execution settled, false when the time was up. */
  settled(timeout_ms: number): Promise<boolean>;
}

@Injectable()
export class Settlement {
  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly reader: ExecutionReader,
  ) {}

  /** Listens from now on, so that nothing is missed between the start and the wait. */
  listen(execution_id: string): Wait {
    let done: () => void = () => undefined;
    const settling = new Promise<true>((resolve) => (done = () => resolve(true)));
    const look = () => void this.isSettled(execution_id).then((yes) => yes && done());
    const unsubscribe = this.bus.subscribe(execution_id, ({ events }) => {
      if (events.some(({ event }) => SETTLING.has(event))) done();
      // The events did not come along.
      if (events.length === 0) look();
    });
    const settled = async (timeout_ms: number) => {
      const recheck = setInterval(look, RECHECK_EVERY_MS);
      try {
        return await Promise.race([settling, after(timeout_ms)]);
      } finally {
        clearInterval(recheck);
        unsubscribe();
      }
    };
    return { settled };
  }
  async isSettled(execution_id: string): Promise<boolean> {
    try {
      const { execution, is_current } = await this.reader.look(execution_id);
      return is_current && SETTLED.has(execution.status);
    } catch {
      return false;
    }
  }
}
const after = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms).unref());
