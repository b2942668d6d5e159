/** GET /api/v1/audit: a page of entries as JSON, newest first; or all of them as NDJSON, oldest first. */
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  choiceParameter,
  pageParameters,
  type Query as Parameters,
  textParameter,
  timeParameter,
} from '../http/query-parameters.js';
import { ForRole } from '../security/access.js';
import { type AuditFilter, AuditStore, type StoredEntry } from './audit-store.js';

const NDJSON = 'application/x-ndjson';
const isId = (id: string): boolean => /^\d{1,15}$/.test(id);

@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly store: AuditStore) {}

  @Get()
  @ForRole('operator')
  async read(@Query() query: Parameters, @Req() request: Request, @Res() response: Response): Promise<void> {
    const filter = {
      execution_id: textParameter(query, 'execution_id'),
      action: textParameter(query, 'action'),
      since: timeParameter(query, 'since'),
    };
    if (wantsLines(query, request)) return this.export(filter, response);
    const { items, next_cursor } = await this.store.list(filter, pageParameters(query, isId));
    response.json({ items: items.map(shown), next_cursor });
  }
  /** The first batch is read before the answer begins, so that a database that does not answer is said. */
  private async export(filter: AuditFilter, response: Response): Promise<void> {
    const batches = this.store.batches(filter);
    const first = await batches.next();
    response.type(NDJSON);
    await pipeline(linesOf(first, batches), response).catch(unlessClientLeft);
  }
}
async function* linesOf(first: IteratorResult<StoredEntry[], void>, others: AsyncIterable<StoredEntry[]>) {
  if (!first.done) yield lines(first.value);
  for await (const entries of others) yield lines(entries);
}
const lines = (entries: StoredEntry[]): string => entries.map((entry) => `${JSON.stringify(shown(entry))}\n`).join('');

function unlessClientLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
function wantsLines(query: Parameters, request: Request): boolean {
  const format = choiceParameter(query, 'format', ['json', 'ndjson']);
  return format === undefined ? request.accepts(['application/json', NDJSON]) === NDJSON : format === 'ndjson';
}
/** On the wire: what an entry is not about is left out. */
function shown({ execution_id, step_number, attempt, seq: _, ...entry }: StoredEntry) {
  const { id, action, actor, source, details, timestamp } = entry;
  return {
    id,
    action,
    ...(execution_id !== null && { execution_id }),
    ...(step_number !== null && { step_number }),
    ...(attempt !== null && { attempt }),
    actor,
    source,
    details,
    timestamp: timestamp.toISOString(),
  };
}
