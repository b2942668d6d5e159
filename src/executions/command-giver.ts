/** Who gives a command, and under which key it may come again. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { originOf, type RequestOrigin } from '../http/request-actor.js';
import { idempotencyKey } from './execute-request.js';

export interface CommandGiver extends RequestOrigin {
  /** Null where every request is a command of its own. */
  idempotency_key: string | null;
}
/** Parameter of a handler. @throws Problem 400 for a key that is too long */
export const Giver = createParamDecorator((_: unknown, context: ExecutionContext): CommandGiver => {
  const request = context.switchToHttp().getRequest<Request>();
  return { ...originOf(request), idempotency_key: idempotencyKey(request.get('idempotency-key')) };
});
