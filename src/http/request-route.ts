import type { Request } from 'express';

/** The route that answers, with the names of its parameters in place of their values; known once it has been found. */
export function routeOf({ route, baseUrl }: Request): string | undefined {
  const { path } = (route as { path?: unknown } | undefined) ?? {};
  return typeof path === 'string' ? baseUrl + path : undefined;
}
