/** Mistakes in what starts when, and in what steps come to. */
import { ChildInbox } from '../../../workflows/child-inbox.js';
import { ForeachRun } from '../../../workflows/foreach-run.js';
import { Schedule } from '../../../workflows/schedule.js';
import { StepRun } from '../../../workflows/step-run.js';
import { StepScheduler } from '../../../workflows/step-scheduler.js';
import { UnitsInFlight } from '../../../workflows/units-in-flight.js';
import { nothing, type Mutation } from './mutation.js';

export const STEP_MUTATIONS: Mutation[] = [
  {
    mistake: 'a step starts whatever its dependencies came to',
    rule: 'no step starts before what it needs',
    where: StepScheduler,
    method: 'consider',
    becomes: () =>
      function (run) {
        return this.enter(run);
      },
  },
  {
    mistake: 'a level opens before the one before it has ended',
    rule: 'no step starts before what it needs',
    where: Schedule,
    method: 'mayStart',
    becomes: () => () => true,
  },
  {
    mistake: 'the window is one too wide',
    rule: 'never more in flight than allowed, items counted',
    where: Schedule,
    method: 'take',
    becomes: (original) =>
      function (in_flight) {
        return original.call(this, in_flight - 1);
      },
  },
  {
    mistake: 'items are not counted among what is in flight',
    rule: 'never more in flight than allowed, items counted',
    where: UnitsInFlight,
    method: 'size',
    becomes: () =>
      function () {
        return [...this.units.values()].filter(({ item }) => item === null).length;
      },
  },
  {
    mistake: 'an item does not wait for its turn in its own list',
    rule: 'never more in flight than allowed, items counted',
    where: ForeachRun,
    method: 'mayStart',
    becomes: () =>
      function () {
        return this.count.pending > 0 && this.count.failed === 0;
      },
  },
  {
    mistake: 'the second in the queue starts first',
    rule: 'of the steps that are ready the lowest number starts first, by level where the mode says so',
    where: Schedule,
    method: 'take',
    becomes: (original) =>
      function (in_flight) {
        const first = original.call(this, in_flight);
        const second = first === undefined ? undefined : original.call(this, in_flight);
        if (second === undefined) return first;
        this.offer(first);
        return second;
      },
  },
  {
    mistake: 'a skipped step has a value',
    rule: 'no step starts before what it needs',
    where: StepRun,
    method: 'has_value',
    becomes: () =>
      function () {
        return this.record.status === 'completed' || this.record.status === 'skipped';
      },
  },
  {
    mistake: 'a fallback is lost',
    rule: 'steps and outputs are those of the naive reference',
    where: StepRun,
    method: 'completedByFallback',
    becomes: (original) =>
      function (_output, error, at) {
        return original.call(this, null, error, at);
      },
  },
  {
    mistake: 'outputs of items change places',
    rule: 'an output is what the function returned for the last arguments',
    where: ForeachRun,
    method: 'output',
    becomes: (original) =>
      function () {
        return (original.call(this) as unknown[]).reverse();
      },
  },
  {
    mistake: 'a child that ended before it was heard of is not named',
    rule: 'a child is begun once, waited for to its end, and none is left behind',
    where: UnitsInFlight,
    method: 'surroundings',
    becomes: (original) =>
      function (unit, resumed) {
        return { ...original.call(this, unit, resumed), note: () => undefined };
      },
  },
  {
    mistake: 'the end of a child is overlooked',
    rule: 'a child is begun once, waited for to its end, and none is left behind',
    where: ChildInbox,
    method: 'keep',
    becomes: nothing,
  },
  {
    mistake: 'a retry runs every item again',
    rule: 'no step starts before what it needs',
    where: ForeachRun,
    method: 'reopen',
    becomes: (original) =>
      function () {
        for (const item of this.items) item.status = 'failed';
        original.call(this);
      },
  },
];
