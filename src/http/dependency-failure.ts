/** Recognises errors that mean: PostgreSQL or Temporal is not reachable. */
import { status as GrpcStatus } from '@grpc/grpc-js';
import { Problem, unavailable } from './problem.js';

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN']);
/** SQLSTATE classes and codes of a server that goes away or is not there yet. */
const DATABASE_CODES = /^(08...|57P0[123]|53300)$/;
const POOL_TIMEOUT =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|is not queryable/;
const GRPC_CODES = new Set<number>([GrpcStatus.UNAVAILABLE, GrpcStatus.DEADLINE_EXCEEDED]);

function causes(error: unknown): { code?: unknown; message?: string; errors?: unknown[] }[] {
  const chain = [];
  for (let next = error; next instanceof Error && chain.length < 8; next = next.cause) {
    chain.push(next);
    if (next instanceof AggregateError) chain.push(...next.errors);
  }
  return chain as { code?: unknown; message?: string }[];
}
function isDatabase({ code, message }: { code?: unknown; message?: string }): boolean {
  return (
    (typeof code === 'string' && (NETWORK_CODES.has(code) || DATABASE_CODES.test(code))) ||
    POOL_TIMEOUT.test(message ?? '')
  );
}
/** A 503 problem saying what is not reachable, or null when the error means something else. */
export function dependencyFailure(error: unknown): Problem | null {
  const chain = causes(error);
  if (chain.some(({ code }) => typeof code === 'number' && GRPC_CODES.has(code))) {
    return unavailable(
      'temporal',
      'The Temporal server does not answer; nothing was lost, try again when /health/ready is 200',
    );
  }
  if (chain.some(isDatabase)) {
    return unavailable(
      'database',
      'The database does not answer; nothing was stored, try again when /health/ready is 200',
    );
  }
  return null;
}
