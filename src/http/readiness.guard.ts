/** API calls are refused with 503 while the database or Temporal is not there. */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Readiness } from './readiness.js';

/** What is answered from the process alone. */
const NEEDS_NOTHING = [
  '/api/v1/session',
  '/api/v1/functions',
  '/api/v1/workflows/validate',
  '/api/v1/workflows/graph',
  '/api/v1/expressions',
];

@Injectable()
export class ReadinessGuard implements CanActivate {
  constructor(private readonly readiness: Readiness) {}

  canActivate(context: ExecutionContext): boolean {
    const { path } = context.switchToHttp().getRequest<Request>();
    if (!path.startsWith('/api/') || NEEDS_NOTHING.some((prefix) => path.startsWith(prefix))) return true;
    this.readiness.require('database');
    if (!path.startsWith('/api/v1/workflows') || path.endsWith('/execute')) this.readiness.require('temporal');
    return true;
  }
}
