/** What a kind of step does between its start and its end. Each kind is a file here and a line in step-behaviours.ts. */
import type { AttemptReport } from '../../src/contracts/attempt.js';
import type { ParentStep, StepWait } from '../../src/contracts/execution.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { ChildInbox } from '../child-inbox.js';
import type { SignalInbox } from '../signal-inbox.js';
import type { StepDispatch, StepHost, StepOutcome } from '../step-host.js';

/** What the step knows beside its dispatch. */
export interface StepSurroundings {
  host: StepHost;
  signals: SignalInbox;
  children: ChildInbox;
  execution: { execution_id: string; user_id: string | null; context: JsonObject; parent: ParentStep | null };
  report(report: AttemptReport): void;
  /** What an earlier run of the workflow had it wait for; null at its start. */
  resumed: StepWait | null;
  isCancelled(): boolean;
  extension_seconds(): number;
  /** Says on the record for what the step waits, or waited when that came before anybody asked. */
  note(wait: StepWait): void;
  /**
   * Waits, and says on the record for what. While it waits, a new run of the workflow may begin: it runs the step again
   * with `resumed`. So nothing may have happened that the wait does not name.
   */
  rest(wait: StepWait, until: () => boolean): Promise<void>;
}
export interface StepBehaviour {
  /** Resolves once, and never rejects. */
  run(dispatch: StepDispatch, surroundings: StepSurroundings): Promise<StepOutcome>;
}
