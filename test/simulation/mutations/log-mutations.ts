/** Mistakes in what is told, counted and stored. */
import type { EventBody, ExecutionEvent } from '../../../src/contracts/events.js';
import { EventLog } from '../../../workflows/event-log.js';
import { ExecutionStanding } from '../../../workflows/execution-standing.js';
import { StepEnds } from '../../../workflows/step-ends.js';
import { StepLog } from '../../../workflows/step-log.js';
import { StepRun } from '../../../workflows/step-run.js';
import { nothing, type Mutation } from './mutation.js';

export const LOG_MUTATIONS: Mutation[] = [
  {
    mistake: 'every seventh event is dropped',
    rule: 'progress counts the steps that have ended, after each end',
    where: EventLog,
    method: 'append',
    becomes: (original) => {
      let count = 0;
      return function (...args) {
        count += 1;
        if (count % 7 !== 0) original.apply(this, args);
      };
    },
  },
  {
    mistake: 'a number is left out',
    rule: 'the log counts from 1 without gaps, over all runs of the workflow',
    where: EventLog,
    method: 'draft',
    becomes: (original) =>
      function (...args) {
        const event = original.apply(this, args) as ExecutionEvent;
        return event.seq > 9 ? { ...event, seq: event.seq + 1 } : event;
      },
  },
  {
    mistake: 'what is published is not what stands on the log',
    rule: 'what is published is part of the log, and nothing is kept back',
    where: EventLog,
    method: 'flush',
    becomes: () =>
      function () {
        const late = this.events.slice(this.published).map((event: ExecutionEvent) => ({ ...event, timestamp: '' }));
        if (late.length > 0) this.publish(late);
        this.published = this.events.length;
      },
  },
  {
    mistake: 'the final event is told before it is stored',
    rule: 'what ends, parks or asks is told once it is stored',
    where: ExecutionStanding,
    method: 'save',
    becomes: (original) =>
      function (status, completed_at, body: EventBody, at) {
        if (completed_at !== null) this.tell(body, at);
        return original.call(this, status, completed_at, body, at);
      },
  },
  {
    mistake: 'a step that ends twice is told twice',
    rule: 'every step has exactly one end, unless a person recovers it',
    where: StepEnds,
    method: 'tellCompleted',
    becomes: (original) =>
      function (run, attempt) {
        original.call(this, run, attempt);
        if (run.step.foreach) original.call(this, run, attempt);
      },
  },
  {
    mistake: 'a recovered step is counted twice',
    rule: 'progress counts the steps that have ended, after each end',
    where: StepEnds,
    method: 'reopened',
    becomes: () => (run) => run.reopen(),
  },
  {
    mistake: 'a lost attempt is not counted',
    rule: 'the attempts on record are those that were made, and each that failed is there',
    where: StepRun,
    method: 'countAttempts',
    becomes: (original) =>
      function (attempt, item) {
        return attempt === 1 ? original.call(this, attempt, item) : undefined;
      },
  },
  {
    mistake: 'a report that comes twice counts twice',
    rule: 'the attempts on record are those that were made, and each that failed is there',
    where: StepRun,
    method: 'attemptFailed',
    becomes: (original) =>
      function (failure, delay_seconds, item) {
        const known = this.record.retries;
        this.record.retries = [];
        const isNew = original.call(this, failure, delay_seconds, item);
        this.record.retries = [...known, ...this.record.retries];
        return isNew;
      },
  },
  {
    mistake: 'the attempt that failed before a retry by hand is forgotten',
    rule: 'the attempts on record are those that were made, and each that failed is there',
    where: StepRun,
    method: 'keepFailedAttempts',
    becomes: nothing,
  },
  {
    mistake: 'the risk is always low',
    rule: 'the risk is that of the steps, and decides who has to decide',
    where: ExecutionStanding,
    method: 'assess',
    becomes: () => () => ({ score: 0.1, factors: [], decision: 'auto_approved' }),
  },
  {
    mistake: 'a timeout is not told',
    rule: 'every failed attempt and every timeout is told once',
    where: StepLog,
    method: 'timedOut',
    becomes: nothing,
  },
  {
    mistake: 'how far a step is is not told',
    rule: 'what a worker tells of its step stands on the log',
    where: StepLog,
    method: 'progress',
    becomes: nothing,
  },
];
