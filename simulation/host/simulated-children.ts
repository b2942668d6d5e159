/** Executions that a simulated one begins: they run as long as the test says, whatever becomes of their parent. */
import type { ChildEnd, ChildStart } from '../../src/contracts/child.js';
import type { ChildBegun } from '../../workflows/step-host.js';
import type { VirtualTime } from './virtual-time.js';

export type ChildOutcome = Pick<ChildEnd, 'status'> & Partial<Pick<ChildEnd, 'output' | 'error'>>;
export type ChildBehaviour =
  | { refused: { type: string; message: string } }
  /**
   * `told`: how long after its end it tells it, once for each; [0] if left out. `heard_ms`: how long after its beginning
   * its parent hears of that; 0 if left out.
   */
  | { takes_ms: number; ends: ChildOutcome; told?: number[]; heard_ms?: number };

export const CHILD_COMPLETES: ChildBehaviour = { takes_ms: 100, ends: { status: 'completed', output: {} } };
const CANCELLED: ChildOutcome = { status: 'cancelled' };
/** Until a child that is cancelled has ended. */
const CANCELLATION_MS = 20;

export class SimulatedChildren {
  readonly started: ChildStart[] = [];
  readonly cancelled: string[] = [];
  readonly ended: ChildEnd[] = [];
  /** Those whose end the parent was told. */
  readonly told = new Set<string>();
  /** What a child does. */
  behaviour: (start: ChildStart) => ChildBehaviour = () => CHILD_COMPLETES;
  /** Called with the end of a child. */
  tell: (end: ChildEnd) => void = () => undefined;
  private readonly running = new Set<string>();

  constructor(private readonly time: VirtualTime) {}

  start(start: ChildStart): ChildBegun {
    const { execution_id } = start;
    if (this.started.some((known) => known.execution_id === execution_id)) return { kind: 'begun' };
    const behaviour = this.behaviour(start);
    if ('refused' in behaviour) return { kind: 'refused', ...behaviour.refused };
    this.started.push(start);
    this.running.add(execution_id);
    this.time.after(behaviour.takes_ms, () => this.end(execution_id, behaviour.ends, behaviour.told));
    return { kind: 'begun' };
  }
  heardAfter(start: ChildStart): number {
    const behaviour = this.behaviour(start);
    return 'refused' in behaviour ? 0 : (behaviour.heard_ms ?? 0);
  }
  cancel(execution_id: string): void {
    this.cancelled.push(execution_id);
    this.time.after(CANCELLATION_MS, () => this.end(execution_id, CANCELLED));
  }
  private end(execution_id: string, { status, output = null, error = null }: ChildOutcome, told = [0]): void {
    if (!this.running.delete(execution_id)) return;
    const end = { execution_id, status, output, error };
    this.ended.push(end);
    for (const late_ms of told) this.time.after(late_ms, () => this.tellEnd(end));
  }
  private tellEnd(end: ChildEnd): void {
    this.told.add(end.execution_id);
    this.tell(structuredClone(end));
  }
}
