/** Mistakes in what people ask for, and in what is to end by it. */
import { AppliedCommands } from '../../../workflows/applied-commands.js';
import { PlanRunner } from '../../../workflows/plan-runner.js';
import { SignalInbox } from '../../../workflows/signal-inbox.js';
import { StepScheduler } from '../../../workflows/step-scheduler.js';
import { UnitsInFlight } from '../../../workflows/units-in-flight.js';
import { nothing, type Mutation } from './mutation.js';

export const COMMAND_MUTATIONS: Mutation[] = [
  {
    mistake: 'a signal that is taken is still there',
    rule: 'a signal is taken once, by a step that waits for its name',
    where: SignalInbox,
    method: 'take',
    becomes: () => () => true,
  },
  {
    mistake: 'pause is only a word',
    rule: 'nothing starts while paused, after cancel, after a failure with fail_fast, or in a full history',
    where: PlanRunner,
    method: 'pause',
    becomes: (original) =>
      function () {
        original.call(this);
        this.steps.paused = false;
      },
  },
  {
    mistake: 'after resume nobody looks what may start',
    rule: 'an execution always ends or waits for something nameable',
    where: PlanRunner,
    method: 'resume',
    becomes: () =>
      function () {
        this.standing.show('running');
        this.steps.paused = false;
        this.standing.tell({ event: 'execution_resumed' });
      },
  },
  {
    mistake: 'cancel waits until everything has ended by itself',
    rule: 'nothing starts while paused, after cancel, after a failure with fail_fast, or in a full history',
    where: PlanRunner,
    method: 'stop',
    becomes: () =>
      function (reason) {
        this.stopReason ??= reason;
      },
  },
  {
    mistake: 'a failure stops nothing',
    rule: 'nothing starts while paused, after cancel, after a failure with fail_fast, or in a full history',
    where: StepScheduler,
    method: 'afterFailure',
    becomes: nothing,
  },
  {
    mistake: 'a second pause is taken too',
    rule: 'the same command twice in a row changes nothing the second time',
    where: PlanRunner,
    method: 'refusal',
    becomes: (original) =>
      function (command) {
        return command.kind === 'pause' && this.standing.status === 'paused' ? null : original.call(this, command);
      },
  },
  {
    mistake: 'whoever asks whether he may retry has done it',
    rule: 'a refused command changes nothing',
    where: PlanRunner,
    method: 'refusal',
    becomes: (original) =>
      function (command) {
        if (command.kind === 'retry') this.recovered = this.standing.error = null;
        return original.call(this, command);
      },
  },
  {
    mistake: 'commands are taken after the end',
    rule: 'a command is taken where it makes sense, and nowhere else',
    where: PlanRunner,
    method: 'refusal',
    becomes: (original) =>
      function (command) {
        return command.kind === 'pause' && this.standing.completedAt !== null ? null : original.call(this, command);
      },
  },
  {
    mistake: 'children are left alone',
    rule: 'a child is begun once, waited for to its end, and none is left behind',
    where: UnitsInFlight,
    method: 'surroundings',
    becomes: (original) =>
      function (...args) {
        const surroundings = original.apply(this, args);
        const host = Object.create(surroundings.host, { cancelChild: { value: () => undefined } });
        return { ...surroundings, host };
      },
  },
  {
    mistake: 'more time does not reach what the workflow waits for',
    rule: 'what the workflow itself waits for takes as long as the document and people say',
    where: UnitsInFlight,
    method: 'surroundings',
    becomes: (original) =>
      function (...args) {
        return { ...original.apply(this, args), extension_seconds: () => 0 };
      },
  },
  {
    mistake: 'a rejected result is completed',
    rule: 'what was decided by a command is what happens',
    where: PlanRunner,
    method: 'concludeFinished',
    becomes: (original) =>
      function (output, risk) {
        if (this.standing.approval) this.standing.approval.status = 'approved';
        return original.call(this, output, risk);
      },
  },
  {
    mistake: 'resume is only a word',
    rule: 'a command that is taken does what it says',
    where: PlanRunner,
    method: 'resume',
    becomes: nothing,
  },
  {
    mistake: 'a retry by hand takes the mapped arguments again',
    rule: 'a step gets what its mapping says, or what a person gave in place of that',
    where: StepScheduler,
    method: 'retry',
    becomes: (original) =>
      function (step_number) {
        return original.call(this, step_number, undefined);
      },
  },
  {
    mistake: 'commands are not written down',
    rule: 'what is stored at the end is the whole log, the last state and every command',
    where: AppliedCommands,
    method: 'add',
    becomes: nothing,
  },
];
