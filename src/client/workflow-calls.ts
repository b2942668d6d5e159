/** /api/v1/workflows: publish, replace, read, compare, deprecate; validate, draw and measure. */
import type { WorkflowDocument, WorkflowStatus } from '../contracts/document.js';
import type { Validation, WorkflowGraph } from '../contracts/graph.js';
import type { JsonObject } from '../contracts/json.js';
import type { ListPage, PageQuery } from '../contracts/list-page.js';
import type { VersionDiff } from '../contracts/version-diff.js';
import type { PublishedVersion, VersionSummary, WorkflowSummary, WorkflowVersion } from '../contracts/workflow.js';
import type { WorkflowStatistics } from '../contracts/workflow-statistics.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';
import type { DocumentText } from './document-text.js';
import type { DrawingFormat } from './graph-drawing.js';

/** A document: as an object, or as the text that its author wrote. */
export type SentDocument = WorkflowDocument | JsonObject | DocumentText;
export interface WorkflowQuery extends PageQuery {
  discipline?: string | undefined;
  status?: WorkflowStatus | undefined;
  /** Part of the type or the display name. */
  q?: string | undefined;
}
export interface PublishOptions extends CallOptions {
  change_description?: string | undefined;
}
export interface UpdateOptions extends PublishOptions {
  /** The version that is believed to be the present one; another one is 412. */
  if_match?: number | undefined;
}
export interface VersionOptions extends CallOptions {
  version?: number | undefined;
}

export class WorkflowCalls extends ApiCalls {
  /** Stores a new workflow as its version 1. @throws ProblemError 409 when its type exists, 422 with findings */
  publish(document: SentDocument, { change_description, signal }: PublishOptions = {}): Promise<PublishedVersion> {
    const path = apiPath('workflows');
    return this.call({ method: 'POST', path, query: { change_description }, body: document, signal });
  }
  /** Makes a new version; equal content makes none. @throws ProblemError 404, 412, 422 with findings */
  update(type: string, document: SentDocument, options: UpdateOptions = {}): Promise<PublishedVersion> {
    const { change_description, if_match, signal } = options;
    const headers = if_match === undefined ? {} : { 'if-match': `"${if_match}"` };
    const path = apiPath('workflows', type);
    return this.call({ method: 'PUT', path, query: { change_description }, body: document, headers, signal });
  }
  list(query: WorkflowQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<WorkflowSummary>> {
    return this.call({ path: apiPath('workflows'), query: { ...query }, signal });
  }
  get(type: string, { version, signal }: VersionOptions = {}): Promise<WorkflowVersion> {
    return this.call({ path: apiPath('workflows', type), query: { version }, signal });
  }
  /** Deprecates it: nothing new starts, and what runs goes on. A new version or a rollback makes it active again. */
  delete(type: string, { signal }: CallOptions = {}): Promise<WorkflowSummary> {
    return this.call({ method: 'DELETE', path: apiPath('workflows', type), signal });
  }
  /** Newest first. */
  versions(type: string, page: PageQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<VersionSummary>> {
    return this.call({ path: apiPath('workflows', type, 'versions'), query: { ...page }, signal });
  }
  /** Publishes an earlier version's content as a new one. */
  rollback(type: string, version: number, { signal }: CallOptions = {}): Promise<PublishedVersion> {
    return this.call({ method: 'POST', path: apiPath('workflows', type, 'rollback', version), signal });
  }
  /** By default of the present version and the one before it. */
  diff(type: string, between: { from?: number; to?: number } = {}, { signal }: CallOptions = {}): Promise<VersionDiff> {
    return this.call({ path: apiPath('workflows', type, 'diff'), query: { ...between }, signal });
  }
  /** Stores nothing. */
  validate(document: SentDocument, { signal }: CallOptions = {}): Promise<Validation> {
    return this.call({ method: 'POST', path: apiPath('workflows', 'validate'), body: document, signal });
  }
  graph(type: string, { version, signal }: VersionOptions = {}): Promise<WorkflowGraph> {
    return this.call({ path: apiPath('workflows', type, 'graph'), query: { version }, signal });
  }
  drawing(type: string, format: DrawingFormat, { version, signal }: VersionOptions = {}): Promise<string> {
    return this.text({ path: apiPath('workflows', type, 'graph'), query: { format, version }, signal });
  }
  /** Of a document that is not stored. */
  graphOf(document: SentDocument, { signal }: CallOptions = {}): Promise<WorkflowGraph> {
    return this.call({ method: 'POST', path: apiPath('workflows', 'graph'), body: document, signal });
  }
  /** Of the executions created in the last `days` days, by default 30. */
  stats(type: string, { days, signal }: CallOptions & { days?: number } = {}): Promise<WorkflowStatistics> {
    return this.call({ path: apiPath('workflows', type, 'stats'), query: { days }, signal });
  }
}
