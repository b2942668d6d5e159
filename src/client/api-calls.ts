/** What the groups of calls stand on: paths under /api/v1, answers as their bodies. */
import {
  type Connection,
  type JsonAnswer,
  type JsonRequest,
  requestJson,
  sendRequest,
  textOf,
} from './json-request.js';

export const API = '/api/v1';
/** What any call can be given. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}
/** A path under /api/v1; its parts are encoded. */
export const apiPath = (...parts: (string | number)[]): string =>
  [API, ...parts.map((part) => encodeURIComponent(part))].join('/');

export class ApiCalls {
  constructor(protected readonly connection: Connection) {}

  protected answer<Body>(request: JsonRequest): Promise<JsonAnswer<Body>> {
    return requestJson<Body>(this.connection, request);
  }
  protected async call<Body>(request: JsonRequest): Promise<Body> {
    return (await this.answer<Body>(request)).body;
  }
  protected async text(request: JsonRequest): Promise<string> {
    const response = await sendRequest(this.connection, request);
    return textOf(this.connection, response, request.signal);
  }
}
