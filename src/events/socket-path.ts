import { notFound } from '../http/problem.js';
import { canName } from '../http/request-path.js';
import { readTarget, type StreamTarget } from './streams.js';

const PATH = /^\/api\/v1\/workflow\/stream(?:\/([^/]+))?\/?$/;

/** What a WebSocket at this address asks for. @throws Problem 400, 404; URIError for what is no address */
export function readSocketTarget(address: string): StreamTarget {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const match = PATH.exec(pathname);
  if (!match || !canName(pathname)) throw notFound(`There is no stream at ${pathname}`);
  const execution_id = match[1] === undefined ? undefined : decodeURIComponent(match[1]);
  return readTarget(execution_id, {
    after: searchParams.get('after'),
    deliverable_type: searchParams.get('deliverable_type'),
  });
}
