/**
 * The platform's API, typed: in browsers, and in Node from 20.19.
 *
 * Refusals are thrown as ProblemError, an absent answer as UnreachableError. Only `start`, `follow` and `followAll` try
 * again by themselves.
 */
import type { CatalogueEntry } from '../contracts/function.js';
import type { Evaluation, EvaluationRequest } from '../contracts/evaluation.js';
import type { ExecutionEvent } from '../contracts/events.js';
import type { ListPage, PageQuery } from '../contracts/list-page.js';
import type { Session } from '../contracts/session.js';
import type { PlatformStatistics } from '../contracts/platform-statistics.js';
import type { StartRequest } from '../contracts/start.js';
import type { StreamEvent } from '../contracts/stream.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';
import { ApprovalCalls } from './approval-calls.js';
import { AuditCalls } from './audit-calls.js';
import { chooseTransport } from './choose-transport.js';
import { CommandCalls } from './command-calls.js';
import { DeadLetterCalls } from './dead-letter-calls.js';
import type { EventTransport } from './event-stream.js';
import { ExecutionCalls, type Started } from './execution-calls.js';
import { follow, type FollowOptions } from './follow.js';
import { HealthCalls } from './health-calls.js';
import { type Connection, queryText } from './json-request.js';
import { startPersistently, type StartOptions } from './persistent-start.js';
import { serverAddress } from './server-address.js';
import { FeedPosition, LogPosition } from './stream-position.js';
import { globalSocketClass, type SocketClass } from './web-socket.js';
import { WorkflowCalls } from './workflow-calls.js';

export interface ClientOptions {
  /** Such as `http://127.0.0.1:8000`. '' or '/' (the default) is the origin of the page. */
  base_url?: string;
  /** Sent as `Authorization: Bearer …` with every request; a function is asked each time, and null is no key. */
  api_key?: string | (() => string | null);
  /** Sent with every request; a function is asked each time. With headers, events come by server-sent events. */
  headers?: Record<string, string> | (() => Record<string, string>);
  /** Default: the global one, where there is one. Null: server-sent events only. */
  web_socket?: SocketClass | null;
  /** Default: the global one. */
  fetch?: typeof fetch;
}
export interface FollowExecutionOptions extends FollowOptions {
  /** The last seq that is known; default 0, for the whole log. */
  after?: number | undefined;
}
export interface FollowAllOptions extends FollowOptions {
  deliverable_type?: string | undefined;
  /** The cursor of the last message that is known; default: from now on. */
  after?: string | undefined;
}

export class DynexClient extends ApiCalls {
  readonly workflows: WorkflowCalls;
  readonly executions: ExecutionCalls;
  readonly commands: CommandCalls;
  readonly deadLetters: DeadLetterCalls;
  readonly approvals: ApprovalCalls;
  readonly audit: AuditCalls;
  readonly health: HealthCalls;
  private readonly transport: () => EventTransport;

  /** @throws TypeError for a base_url that is neither http nor https */
  constructor(options: ClientOptions = {}) {
    const address = serverAddress(options.base_url ?? '');
    const connection = connectionOf(address.http, options);
    super(connection);
    this.workflows = new WorkflowCalls(connection);
    this.executions = new ExecutionCalls(connection);
    this.commands = new CommandCalls(connection);
    this.deadLetters = new DeadLetterCalls(connection);
    this.approvals = new ApprovalCalls(connection);
    this.audit = new AuditCalls(connection);
    this.health = new HealthCalls(connection);
    const socket = options.web_socket === undefined ? globalSocketClass() : options.web_socket;
    this.transport = () => chooseTransport({ connection, socket, socket_origin: address.web_socket });
  }
  /** Starts an execution once, trying again while the platform is not there (no answer, or 503) or takes no more (429). */
  start(deliverable_type: string, request: StartRequest = {}, options: StartOptions = {}): Promise<Started> {
    return startPersistently((tried) => this.executions.execute(deliverable_type, request, tried), options);
  }
  /**
   * The events of an execution as they happen, from the first or from after a seq to the last, over all breaks of the
   * connection. A parked execution goes on when it is recovered. An aborted signal ends it without an error.
   *
   * @throws ProblemError when the server refuses: 404 for an unknown execution, 401 and 403 for what a key may not
   */
  follow(execution_id: string, options: FollowExecutionOptions = {}): AsyncGenerator<ExecutionEvent, void> {
    const position = new LogPosition(options.after ?? 0);
    const path = (after: string | null) => apiPath('workflow', 'stream', execution_id) + queryText({ after });
    const isOver = () => this.isOver(execution_id, position.seq, options.signal);
    return follow({ transport: this.transport(), path, position, isOver }, options);
  }
  /** The events of all executions, or of those of one type, as they happen; it never ends by itself. */
  followAll(options: FollowAllOptions = {}): AsyncGenerator<StreamEvent, void> {
    const { deliverable_type } = options;
    const position = new FeedPosition(options.after ?? null);
    const path = (after: string | null) => apiPath('workflow', 'stream') + queryText({ deliverable_type, after });
    const source = { transport: this.transport(), path, position, isOver: () => Promise.resolve(false) };
    return follow(source, options) as AsyncGenerator<StreamEvent, void>;
  }
  /** Who the key is of, and what it may do. @throws ProblemError 401 where a key is needed, and this is none */
  session({ signal }: CallOptions = {}): Promise<Session> {
    return this.call({ path: apiPath('session'), signal });
  }
  /** How the executions of all workflows went that were created in the last `days` days, by default 7. */
  stats({ days, signal }: CallOptions & { days?: number } = {}): Promise<PlatformStatistics> {
    return this.call({ path: apiPath('stats'), query: { days }, signal });
  }
  /** What steps can call. */
  functions(page: PageQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<CatalogueEntry>> {
    return this.call({ path: apiPath('functions'), query: { ...page }, signal });
  }
  /** @throws ProblemError 422 with the position of a syntax or a type error */
  evaluateExpression(request: EvaluationRequest, { signal }: CallOptions = {}): Promise<Evaluation> {
    return this.call({ method: 'POST', path: apiPath('expressions', 'evaluate'), body: request, signal });
  }

  private async isOver(execution_id: string, after: number, signal?: AbortSignal): Promise<boolean> {
    const { items } = await this.executions.events(execution_id, { after, signal });
    return items.length === 0 && (await this.executions.get(execution_id, { signal })).completed_at !== null;
  }
}
function connectionOf(http: string, { headers = {}, api_key, fetch: given }: ClientOptions): Connection {
  const headersNow = typeof headers === 'function' ? headers : () => headers;
  const key = typeof api_key === 'function' ? api_key : () => api_key ?? null;
  // Not stored: fetch refuses to be called as a method, and a page may replace it.
  return { http, headers: headersNow, key, fetch: (...request) => (given ?? globalThis.fetch)(...request) };
}
