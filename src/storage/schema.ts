/** The tables. Temporal is the truth for what runs; these are the truth for documents, plans and closed executions. */
import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { WorkflowStatus } from '../contracts/document.js';
import type { ExecutionEvent } from '../contracts/events.js';
import type {
  Approval,
  ExecutionRequest,
  ExecutionState,
  ExecutionStatus,
  Risk,
  StepError,
  StepStatus,
} from '../contracts/execution.js';
import type { Json } from '../contracts/json.js';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: 'date' });

/** A failed step of a parked execution, as the dead letters list it. */
export interface FailedStep {
  step_number: number;
  step_name: string;
  error: StepError | null;
}
/** An approval with the risk that asked for it, as the approvals list it. */
export interface StoredApproval extends Approval {
  risk: Risk | null;
}
/** What statistics need of a closed execution's step, in its order: number, status, own time in ms, failed attempts. */
export type StepFigures = [
  step_number: number,
  status: StepStatus,
  execution_time_ms: number | null,
  failed_attempts: number,
];

/** Content-addressed bytes: Plans, and payloads too large to travel. `hash` is the SHA-256 of `data` in hex. */
export const blobs = pgTable('blobs', {
  hash: text('hash').primaryKey(),
  data: bytea('data').notNull(),
  created_at: time('created_at').notNull().defaultNow(),
  /** Moved on when the same bytes are stored again: what nobody has used for long is collected. */
  last_used_at: time('last_used_at').notNull().defaultNow(),
});

export const workflows = pgTable(
  'workflows',
  {
    deliverable_type: text('deliverable_type').primaryKey(),
    version: integer('version').notNull(),
    status: text('status').$type<WorkflowStatus>().notNull(),
    display_name: text('display_name').notNull(),
    discipline: text('discipline'),
    steps_count: integer('steps_count').notNull(),
    created_at: time('created_at').notNull(),
    updated_at: time('updated_at').notNull(),
  },
  (table) => [index('workflows_by_creation').on(table.created_at, table.deliverable_type)],
);

export const workflowVersions = pgTable(
  'workflow_versions',
  {
    deliverable_type: text('deliverable_type')
      .notNull()
      .references(() => workflows.deliverable_type),
    version: integer('version').notNull(),
    status: text('status').$type<WorkflowStatus>().notNull(),
    document: json('document').$type<Json>().notNull(),
    /** Of the document: equal content gives no new version. */
    hash: text('hash').notNull(),
    plan_hash: text('plan_hash')
      .notNull()
      .references(() => blobs.hash),
    change_description: text('change_description'),
    created_at: time('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deliverable_type, table.version] })],
);

export const executions = pgTable(
  'executions',
  {
    execution_id: text('execution_id').primaryKey(),
    deliverable_type: text('deliverable_type').notNull(),
    version: integer('version').notNull(),
    status: text('status').$type<ExecutionStatus>().notNull(),
    progress_percent: real('progress_percent').notNull().default(0),
    risk_score: real('risk_score'),
    parked_until: time('parked_until'),
    approval: json('approval').$type<StoredApproval>(),
    user_id: text('user_id'),
    rerun_of: text('rerun_of'),
    created_at: time('created_at').notNull(),
    started_at: time('started_at'),
    completed_at: time('completed_at'),
    total_time_ms: integer('total_time_ms'),
    run_id: text('run_id'),
    request: json('request').$type<ExecutionRequest>().notNull(),
    /** The record and the log of a closed or parked execution; null before. */
    state: json('state').$type<ExecutionState>(),
    events: json('events').$type<ExecutionEvent[]>(),
    /** Of a parked execution; null otherwise. */
    failed_steps: json('failed_steps').$type<FailedStep[]>(),
    /** Of a closed execution; null before. */
    step_figures: json('step_figures').$type<StepFigures[]>(),
  },
  (table) => [
    index('executions_by_creation').on(table.created_at, table.execution_id),
    index('executions_by_type').on(table.deliverable_type, table.created_at),
    index('executions_by_status').on(table.status, table.created_at),
    index('executions_parked')
      .on(table.created_at)
      .where(sql`parked_until IS NOT NULL`),
    index('executions_with_approval')
      .on(table.created_at)
      .where(sql`approval IS NOT NULL`),
  ],
);

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    deliverable_type: text('deliverable_type').notNull(),
    key: text('key').notNull(),
    /** Of the request's body: the same key with another body is refused. */
    request_hash: text('request_hash').notNull(),
    execution_id: text('execution_id').notNull(),
    created_at: time('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.deliverable_type, table.key] }),
    index('idempotency_keys_by_age').on(table.created_at),
  ],
);

/**
 * The older parts of the log of an execution that goes on in a new run; the rest is in the workflow or its record. Parts
 * may overlap, where Temporal had a workflow task done again and that one ended otherwise: what was stored last is right.
 */
export const eventSegments = pgTable(
  'event_segments',
  {
    execution_id: text('execution_id').notNull(),
    first_seq: integer('first_seq').notNull(),
    last_seq: integer('last_seq').notNull(),
    events: json('events').$type<ExecutionEvent[]>().notNull(),
    stored_at: timestamp('stored_at', { withTimezone: true, mode: 'date' })
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [primaryKey({ columns: [table.execution_id, table.first_seq, table.last_seq] })],
);

/**
 * The order in which events of all executions became known: a row for some events of one execution that follow one
 * another. Positions count events from 1, without gaps, in the order of the commits; each event has one. The events
 * themselves are in the logs. Written by `journal_events` alone.
 */
export const eventJournal = pgTable(
  'event_journal',
  {
    /** Of the event `last_seq`; the one before it has the position before it. */
    last_position: bigint('last_position', { mode: 'number' }).primaryKey(),
    execution_id: text('execution_id').notNull(),
    deliverable_type: text('deliverable_type').notNull(),
    first_seq: integer('first_seq').notNull(),
    last_seq: integer('last_seq').notNull(),
  },
  (table) => [
    index('event_journal_by_execution').on(table.execution_id, table.last_seq),
    index('event_journal_by_type').on(table.deliverable_type, table.last_position),
  ],
);

/** Who did what and when. Append-only: a trigger refuses every change of an entry. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** An event's name, or `command_` and the command's. */
    action: text('action').notNull(),
    execution_id: text('execution_id'),
    /** Of the event that the entry is about: an event has one entry, however often it is told. */
    seq: integer('seq'),
    /** What tells a command apart from all others to the execution: it has one entry too. */
    act: text('act'),
    step_number: integer('step_number'),
    attempt: integer('attempt'),
    actor: text('actor'),
    source: text('source').notNull(),
    details: json('details').$type<Json>().notNull(),
    timestamp: time('timestamp').notNull(),
  },
  (table) => [
    uniqueIndex('audit_entries_of_events').on(table.execution_id, table.seq),
    uniqueIndex('audit_entries_of_acts')
      .on(table.execution_id, table.act)
      .where(sql`act IS NOT NULL`),
    index('audit_entries_by_time').on(table.timestamp, table.id),
    index('audit_entries_by_action').on(table.action, table.timestamp),
  ],
);

/** Tickets that open one stream each, for browsers, which cannot send a key with a WebSocket. Taken by deleting them. */
export const streamTickets = pgTable(
  'stream_tickets',
  {
    /** SHA-256 of the ticket in hex. */
    hash: text('hash').primaryKey(),
    /** Of the API key that asked for it. */
    key_id: text('key_id').notNull(),
    expires_at: time('expires_at').notNull(),
  },
  (table) => [index('stream_tickets_by_expiry').on(table.expires_at)],
);
