/** How much goes wrong in one run, and how: drawn once from its seed. */
import type { AttemptReport } from '../../src/contracts/attempt.js';
import type { ChildStart } from '../../src/contracts/child.js';
import type { ExecutionError } from '../../src/contracts/execution.js';
import type { HistoryPressure } from '../../workflows/step-host.js';
import type { HostFaults } from '../host/host-faults.js';
import type { ChildBehaviour, ChildOutcome } from '../host/simulated-children.js';
import { Random, textHash } from '../random.js';
import type { CommandStyle } from '../commands/random-command.js';
import { StepFates } from './step-fates.js';

export interface FaultPlan {
  fates: StepFates;
  host: HostFaults;
  child: (start: ChildStart) => ChildBehaviour;
  /** A fresh run of the workflow begins; `happened` counts what happens in it. */
  pressure: (happened: number) => HistoryPressure;
  /** Commands that a person gives, at most. */
  commands: number;
  command_style: CommandStyle;
  /** The person recovers what failed as soon as it has. */
  hasty: boolean;
  /** A signal is sent at the start. */
  early: boolean;
  /** How often two things that happen at one time are seen at once, 0 to 1. */
  crowding: number;
  /** The document's output_schema does not fit. */
  output_invalid: boolean;
  loses_publications: boolean;
}
export function drawFaultPlan(seed: number): FaultPlan {
  const random = new Random(seed, 2);
  const fates = new StepFates(seed, random.pick([0, 0.1, 0.3, 0.6]));
  const loses_publications = random.chance(0.2);
  return {
    fates,
    host: drawHostFaults(new Random(seed, 3), fates, loses_publications),
    child: (start) => childFate(seed, start),
    pressure: drawPressure(random),
    commands: random.weighted([
      [4, 0],
      [3, random.int(1, 3)],
      [2, random.int(3, 10)],
    ]),
    command_style: random.pick(['steady', 'any', 'any']),
    hasty: random.chance(0.3),
    early: random.chance(0.3),
    crowding: random.pick([0, 0.5, 1]),
    output_invalid: random.chance(0.1),
    loses_publications,
  };
}
function drawHostFaults(random: Random, fates: StepFates, loses: boolean): HostFaults {
  const repeats = random.pick([0, 0.1, 0.5]);
  const sleepy = random.pick([0, 0, 0.3]);
  const slow = random.pick([0, 0.5]);
  const storingTimes = random.pick([[null], [0, 1, 40], [0, 300, 6000]]);
  return {
    publications: () => (loses && random.chance(0.3) ? 0 : random.chance(repeats) ? 2 : 1),
    losesWakeUp: () => random.chance(sleepy),
    storing: () => ({ takes_ms: random.pick<number | null>(storingTimes), repeated: random.chance(repeats) }),
    cancellation: () => (random.chance(slow) ? random.pick([0, 10, 150, 2000]) : null),
    startReport: () => random.pick([0, 0, 200, null]),
    deliveries: (report) => drawDeliveries(report, random, repeats),
    jitter: (dispatch, attempt) => fates.jitter(dispatch, attempt),
  };
}
/** A report that tells of a failure is in time at least once: the worker repeats it until it is taken. */
function drawDeliveries({ kind }: AttemptReport, random: Random, repeats: number): number[] {
  if (kind !== 'failed' && random.chance(repeats / 4)) return random.pick([[], [500], [3000]]);
  return random.chance(repeats)
    ? random.pick([
        [0, 0],
        [0, 1],
        [0, 250],
        [0, 90_000],
        [0, 5, 5],
      ])
    : [0];
}
/** After so many happenings a run should end, and after some more it has to. */
function drawPressure(random: Random): FaultPlan['pressure'] {
  if (random.chance(0.5)) return () => 'none';
  const drain = random.pick([1, 3, 10, 30]);
  const full = drain + random.pick([0, 2, 10, 1000]);
  return (happened) => (happened >= full ? 'full' : happened >= drain ? 'drain' : 'none');
}
const ERROR: ExecutionError = { type: 'broken', message: 'Step 1 failed', step_number: 1 };

/** It follows from the seed and what the child is. */
function childFate(seed: number, { deliverable_type, execution_id, input_data }: ChildStart): ChildBehaviour {
  if (deliverable_type === 'unknown_child')
    return { refused: { type: 'unknown_workflow', message: 'There is no workflow unknown_child' } };
  const random = new Random(seed, 14, textHash(execution_id));
  const ends = random.weighted<ChildOutcome>([
    [5, { status: 'completed', output: { n: Number(input_data['load'] ?? 0) % 7, rows: [1, 2] } }],
    [1, { status: 'failed', error: ERROR }],
    [1, { status: 'cancelled' }],
  ]);
  const takes_ms = random.pick([0, 50, 700, 100_000]);
  const told = random.pick([[0], [0], [0, 0], [0, 400], [30]]);
  return { takes_ms, ends, told, heard_ms: random.pick([0, 0, 0, 60]) };
}
