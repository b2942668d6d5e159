import type { NextFunction, Request, Response } from 'express';
import { notFound } from './problem.js';

/** Whether a path, as it was sent, may name something: nothing that is stored has a NUL character in its name. */
export const canName = (path: string): boolean => !path.includes('%00');

/** Answers 404 for a path that names nothing. */
export function refuseUnusablePaths(request: Request, _response: Response, next: NextFunction): void {
  if (canName(request.path)) next();
  else next(notFound(`There is nothing at ${request.path}`));
}
