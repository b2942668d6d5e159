/** Seeds to executions: the document follows from an eighth of the seed, so that eight runs share one Plan. */
import type { ExecutionRequest } from '../src/contracts/execution.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import { compilePlan } from '../src/plan/compile-plan.js';
import { recordingOf } from '../src/executions/recorded-steps.js';
import { drawDocument } from './documents/random-document.js';
import { simulatedFunctions } from './documents/simulated-functions.js';
import { isDeterministic } from './invariants/reference-outputs.js';
import { mixed, Random } from './random.js';
import { SimulatedExecution } from './simulated-execution.js';

export interface SimulationOptions {
  trace?: (line: string) => void;
}
/** What a run had in it, to see that the seeds reach everything. */
export interface RunFigures {
  status: string;
  steps: number;
  events: number;
  dispatches: number;
  attempts: number;
  commands: number;
  hand_overs: number;
  parks: number;
  /** Steps that a rerun took from the record. */
  taken_over: number;
  /** Its outputs were compared with those of the reference. */
  compared: boolean;
}
const RUNS_PER_DOCUMENT = 8;
/** How often a run is followed by a rerun. */
const RERUNS = 0.1;
interface Published {
  number: number;
  document: JsonObject;
  plan: Plan;
}
let latest: Published | null = null;
let running = 0;

export const seedRunning = (): number => running;

/** The document that a seed runs. */
export function publishedFor(seed: number): Published {
  const number = Math.floor(seed / RUNS_PER_DOCUMENT);
  if (latest?.number === number) return latest;
  const document = drawDocument(new Random(number, 1));
  const { plan, findings } = compilePlan(document, simulatedFunctions);
  if (!plan) throw new Error(`Seed ${seed} makes a document with findings: ${JSON.stringify(findings)}`);
  latest = { number, document, plan };
  return latest;
}
export const INPUT: JsonObject = {
  load: 500,
  items: [{ load: 1 }, { load: 20 }, { load: 300 }],
  none: null,
  nested: { deep: [0, { v: 7 }] },
  text: 'beam',
};
function requestFor(seed: number, { deliverable_type }: Plan): ExecutionRequest {
  const random = new Random(seed, 6);
  return {
    execution_id: 'simulated',
    deliverable_type,
    version: 1,
    plan_hash: 'hash',
    input_data: INPUT,
    user_id: 'ann',
    context: { site: 'north' },
    options: drawOptions(random),
    rerun_of: null,
    created_at: '2026-01-01T00:00:00.000Z',
  };
}
function drawOptions(random: Random): ExecutionRequest['options'] {
  return random.weighted<ExecutionRequest['options']>([
    [8, {}],
    [1, { mode: random.pick(['eager', 'level', 'sequential']) }],
    [1, { max_parallelism: random.int(1, 4) }],
  ]);
}
/** Runs one seed, and now and then a rerun of what came of it. @throws InvariantViolated */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<RunFigures> {
  running = seed;
  const { document, plan } = publishedFor(seed);
  const request = requestFor(seed, plan);
  const execution = new SimulatedExecution({ seed, document, plan, request, ...options });
  await execution.run();
  const random = new Random(seed, 7);
  return figuresOf(execution, random.chance(RERUNS) ? await rerun(execution, request, random, options) : 0);
}
/** Runs it again, with what is on record; answers how many steps were taken from there. */
async function rerun(
  { watch, seed }: SimulatedExecution,
  request: ExecutionRequest,
  random: Random,
  options: SimulationOptions,
): Promise<number> {
  const { plan, document } = watch;
  const recording = recordingOf({ request, plan, state: watch.state() }, stepsAgain(plan, random));
  const again = { ...request, execution_id: 'rerun', rerun_of: request.execution_id };
  options.trace?.(`a rerun that may take over ${Object.keys(recording.steps).length} steps`);
  const second = new SimulatedExecution({
    seed: mixed(seed, 8),
    document,
    plan,
    request: again,
    recording,
    ...options,
  });
  await second.run();
  return second.watch.state().steps.filter(({ taken_from }) => taken_from !== undefined).length;
}
const stepsAgain = ({ steps }: Plan, random: Random): Set<number> =>
  new Set(steps.map(({ step_number }) => step_number).filter(() => random.chance(0.1)));
function figuresOf({ watch }: SimulatedExecution, taken_over: number): RunFigures {
  const { ledger, plan } = watch;
  const histories = [...ledger.steps.values()];
  const attempts = histories.flatMap((history) => [...history.attempts.values()]);
  return {
    status: watch.state().status,
    steps: plan.steps.length,
    events: ledger.log.length,
    dispatches: histories.reduce((sum, { dispatches }) => sum + dispatches, 0),
    attempts: attempts.reduce((sum, count) => sum + count, 0),
    commands: ledger.commands.length,
    hand_overs: ledger.handOvers,
    parks: ledger.parks,
    taken_over,
    compared: isDeterministic(watch),
  };
}
