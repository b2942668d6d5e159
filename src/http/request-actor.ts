/** Who is asking, for the audit and for the workflow that a command goes to. */
import type { IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { clientAddress } from '../security/request-address.js';

export interface RequestOrigin {
  /** The id of the API key; null on a server without keys. */
  actor: string | null;
  /** `api` and the client's address. */
  source: string;
}
export function originOf(request: IncomingMessage): RequestOrigin {
  const address = clientAddress(request);
  return { actor: request.identity?.key?.id ?? null, source: address === undefined ? 'api' : `api ${address}` };
}
/** Parameter of a handler: who is asking. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext) =>
  originOf(context.switchToHttp().getRequest<Request>()),
);
