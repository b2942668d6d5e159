/** Lets a request to a handler whose declared access its identity has. */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { type AccessRole, includesRole } from '../contracts/session.js';
import { ACCESS, type Access } from './access.js';
import type { Identity } from './identity.js';
import { forbidden, unauthenticated } from './refusal.js';

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws Refusal 401, 403 */
  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === undefined) throw new Error('A handler that does not say who may call it was called');
    if (access.kind === 'role') requireRole(context.switchToHttp().getRequest<Request>().identity, access.role);
    return true;
  }
}
/** @throws Refusal 401 for nobody, 403 for a role that does not include the needed one */
export function requireRole(identity: Identity | undefined, needed: AccessRole): void {
  if (identity === undefined) throw unauthenticated('This needs an API key', { needed_role: needed });
  if (!includesRole(identity.role, needed)) throw forbidden(identity.role, needed);
}
