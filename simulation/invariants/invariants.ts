import { attempts } from './attempts.js';
import { cancel } from './cancel.js';
import { children } from './children.js';
import { commandsHold } from './commands-hold.js';
import { end } from './end.js';
import { executionTimeout } from './execution-timeout.js';
import { finalEvent } from './final-event.js';
import { flowWaits } from './flow-waits.js';
import { gaplessLog } from './gapless-log.js';
import { inputs } from './inputs.js';
import type { Invariant } from './invariant.js';
import { nameableWaits } from './nameable-waits.js';
import { noIdling } from './no-idling.js';
import { nothingStarts } from './nothing-starts.js';
import { oneEnd } from './one-end.js';
import { outputs } from './outputs.js';
import { parallelism } from './parallelism.js';
import { parking } from './parking.js';
import { progress } from './progress.js';
import { publishedEvents } from './published-events.js';
import { records } from './records.js';
import { referenceOutputs } from './reference-outputs.js';
import { risk } from './risk.js';
import { signals } from './signals.js';
import { skips } from './skips.js';
import { startOrder } from './start-order.js';
import { stepsWait } from './steps-wait.js';
import { storedRecords } from './stored-records.js';

import { takenSteps } from './taken-steps.js';
import { toldAttempts } from './told-attempts.js';
import { toldWhenStored } from './told-when-stored.js';

export const INVARIANTS: readonly Invariant[] = [
  gaplessLog,
  publishedEvents,
  oneEnd,
  stepsWait,
  startOrder,
  skips,
  nothingStarts,
  noIdling,
  parallelism,
  progress,
  records,
  inputs,
  attempts,
  toldAttempts,
  outputs,
  finalEvent,
  toldWhenStored,
  storedRecords,
  takenSteps,
  children,
  cancel,
  commandsHold,
  end,
  risk,
  parking,
  executionTimeout,
  signals,
  flowWaits,
  nameableWaits,
  referenceOutputs,
];
