/** A Plan on the simulated host, from its start to its end, in as many runs of the workflow as it takes. */
import { expect } from '@jest/globals';
import type { AttemptBehaviour } from '../../simulation/host/behaviour.js';
import type { ChildBehaviour } from '../../simulation/host/simulated-children.js';
import { SimulatedStepHost } from '../../simulation/host/simulated-step-host.js';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import { PlanRunner } from '../../workflows/plan-runner.js';
import type { RunBeginning } from '../../workflows/run-checkpoint.js';
import type { Case } from './case.js';
import { executionRequest } from './execution-request.js';
import { planOf, type StepSketch } from './plans.js';

export type Options = Pick<Case, 'behaviours' | 'document' | 'request' | 'commands' | 'children' | 'runs'>;

export interface Simulation {
  host: SimulatedStepHost;
  runner: PlanRunner;
}
export function simulate(steps: StepSketch[], { behaviours, document, request, children }: Options = {}): Simulation {
  const plan = planOf(steps, document);
  const host = new SimulatedStepHost(behaviours);
  host.world.children.behaviour = ({ deliverable_type }) => childBehaviour(children?.[deliverable_type]);
  const runner = new PlanRunner(plan, executionRequest(plan, request), host);
  host.world.children.tell = (end) => runner.childEnded(end);
  return { host, runner };
}
function childBehaviour(behaviour: AttemptBehaviour | undefined): ChildBehaviour {
  if (!behaviour) return { refused: { type: 'unknown_workflow', message: 'There is no such workflow' } };
  const { takes_ms } = behaviour;
  if ('output' in behaviour) return { takes_ms, ends: { status: 'completed', output: { out_1: behaviour.output } } };
  return { takes_ms, ends: { status: 'failed', error: { type: behaviour.error.type, message: 'failed' } } };
}
/** Gives a command at a time, or as soon after it as it is not refused. */
export function giveAt(ms: number, command: OriginatedCommand, simulation: Simulation): void {
  simulation.host.at(ms, () => {
    const { runner } = simulation;
    if (runner.refusal(command) === null) runner.command(command);
    else giveAt(ms + 1, command, simulation);
  });
}
/** Runs to the end, in as many runs of the workflow as it takes when each has room for two more dispatches. */
export async function run(steps: StepSketch[], options: Options = {}) {
  const simulation = simulate(steps, options);
  const plan = planOf(steps, options.document);
  const { world } = simulation.host;
  let began = 0;
  if (options.runs !== undefined) world.pressure = () => (world.dispatched.length - began >= 2 ? 'drain' : 'none');
  for (const [at_ms, command] of options.commands ?? []) giveAt(at_ms, command, simulation);
  for (let runs = 1; ; runs += 1) {
    const end = simulation.runner.run();
    expect(await simulation.host.drive(end)).toBe('finished');
    const how = await end;
    const events = [...world.segments.flat(), ...simulation.runner.events(0).items];
    if (how.kind === 'closed') return { host: simulation.host, state: simulation.runner.state(), events, runs };
    began = world.dispatched.length;
    simulation.host = simulation.host.nextRun();
    const beginning = JSON.parse(JSON.stringify({ checkpoint: how.checkpoint })) as RunBeginning;
    const runner = new PlanRunner(plan, executionRequest(plan, options.request), simulation.host, beginning);
    world.children.tell = (ended) => runner.childEnded(ended);
    simulation.runner = runner;
  }
}
