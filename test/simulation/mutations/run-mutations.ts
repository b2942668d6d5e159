/** Mistakes in what a new run of the workflow, or a rerun, knows of the one before. */
import { EventLog } from '../../../workflows/event-log.js';
import { PlanRunner } from '../../../workflows/plan-runner.js';
import { SignalInbox } from '../../../workflows/signal-inbox.js';
import { StepRun } from '../../../workflows/step-run.js';
import { StepScheduler } from '../../../workflows/step-scheduler.js';
import { UnitsInFlight } from '../../../workflows/units-in-flight.js';
import type { Mutation } from './mutation.js';

export const RUN_MUTATIONS: Mutation[] = [
  {
    mistake: 'the part of the log that is let go of is forgotten',
    rule: 'what is published is part of the log, and nothing is kept back',
    where: EventLog,
    method: 'checkpoint',
    becomes: () => () => ({ stored: 0, events: [] }),
  },
  {
    mistake: 'a new run does not know what the items came to',
    rule: 'an output is what the function returned for the last arguments',
    where: StepRun,
    method: 'checkpoint',
    becomes: (original) =>
      function () {
        const { outputs: _lost, ...rest } = original.call(this);
        return rest;
      },
  },
  {
    mistake: 'a new run does not know the signals that wait',
    rule: 'a signal is taken once, by a step that waits for its name',
    where: SignalInbox,
    method: 'checkpoint',
    becomes: () => () => [],
  },
  {
    mistake: 'a new run does not know when the execution began',
    rule: 'a new run of the workflow goes on exactly where the one before stopped',
    where: PlanRunner,
    method: 'goOnFrom',
    becomes: (original) =>
      function (checkpoint) {
        original.call(this, { ...checkpoint, started_at: this.host.now() });
      },
  },
  {
    mistake: 'a new run begins a wait once more',
    rule: 'what the workflow itself waits for takes as long as the document and people say',
    where: UnitsInFlight,
    method: 'resume',
    becomes: (original) =>
      function (run, item, input) {
        const since = new Date(this.common.host.now()).toISOString();
        const wait = run.waitOf(item);
        if (wait) run.waitFor({ ...wait, since }, item);
        return original.call(this, run, item, input);
      },
  },
  {
    mistake: 'a rerun runs everything',
    rule: 'a rerun takes over what was done with the same arguments, and only that',
    where: StepScheduler,
    method: 'takeOver',
    becomes: () => () => false,
  },
];
