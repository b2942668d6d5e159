/** What goes wrong around the runner, as far as a host may let it. Times in ms. */
import type { AttemptReport } from '../../src/contracts/attempt.js';
import type { StepDispatch } from '../../workflows/step-host.js';

export interface HostFaults {
  /** How often events are published: 0 when they are lost. */
  publications(): number;
  /** Nobody notices for now that what is waited for has come. */
  losesWakeUp(): boolean;
  /** How long storing takes; null for no time at all. Repeated: the same is stored twice. */
  storing(): { takes_ms: number | null; repeated: boolean };
  /** How soon a cancelled step is cancelled, unless it comes to its end before; null for at once. */
  cancellation(): number | null;
  /** How long after its beginning an attempt tells of it; null when only its result does. */
  startReport(): number | null;
  /** How late a report arrives, one number for each time; 0 is in time. */
  deliveries(report: AttemptReport): number[];
  /** Which part of a retry's jitter is taken, 0 to 1, after the attempt of this number. */
  jitter(dispatch: StepDispatch, attempt: number): number;
}
export const NO_FAULTS: HostFaults = {
  publications: () => 1,
  losesWakeUp: () => false,
  storing: () => ({ takes_ms: null, repeated: false }),
  cancellation: () => null,
  startReport: () => 0,
  deliveries: () => [0],
  jitter: () => 1,
};
