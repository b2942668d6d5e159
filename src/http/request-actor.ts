/** Who is asking, for the audit and for the workflow that a command goes to. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

export interface RequestOrigin {
  /** Null as long as nobody says who they are. */
  actor: string | null;
  /** `api` and the client's address. */
  source: string;
}
/** An IPv4 client of a socket that takes IPv6 too. */
const MAPPED = /^::ffff:/;

export function originOf(request: Request): RequestOrigin {
  const address = request.ip?.replace(MAPPED, '');
  return { actor: null, source: address === undefined ? 'api' : `api ${address}` };
}
/** Parameter of a handler: who is asking. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext) =>
  originOf(context.switchToHttp().getRequest<Request>()),
);
