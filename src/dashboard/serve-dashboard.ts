/** Answers for the dashboard: its page at every path that a person can open, and the files of its build. */
import { extname } from 'node:path';
import type { NextFunction, RequestHandler, Response } from 'express';
import { notFound, Problem } from '../http/problem.js';
import { DASHBOARD_HEADERS } from './dashboard-headers.js';
import { filePath, HASHED_FOLDER, readDashboardRequest, type DashboardRequest } from './dashboard-request.js';
import type { WebBuild, WebFile } from './web-build.js';

const PAGE = 'index.html';
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** Kept, and asked for again with its ETag each time. */
const ASK_AGAIN = 'no-cache';

/** Middleware in front of the controllers: what is no page and no file goes on to them. */
export function serveDashboard(build: WebBuild): RequestHandler {
  return async (request, response, next) => {
    const path = request.originalUrl.split('?', 1)[0] ?? '';
    const asked = readDashboardRequest({ method: request.method, path, accept: request.headers.accept });
    if (asked.kind === 'other') return next();
    response.set(DASHBOARD_HEADERS);
    const file = await build.find(nameOf(asked), { gzip: request.acceptsEncodings('gzip') !== false });
    if (file === null) return next(missing(asked));
    describe(response, asked, file);
    send(response, build, file, next);
  };
}
function nameOf(asked: Exclude<DashboardRequest, { kind: 'other' }>): string {
  return asked.kind === 'page' ? PAGE : (filePath(asked.path) ?? '');
}
function missing(asked: DashboardRequest): Problem {
  if (asked.kind === 'file') return notFound(`There is no file ${asked.path} in this build of the dashboard`);
  const mend = 'run `npm run build` and load the page again; the API works without it';
  return new Problem(404, 'dashboard_not_built', `The dashboard is not built: ${mend}`);
}
function describe(response: Response, asked: DashboardRequest, file: WebFile): void {
  const name = file.encoding === 'gzip' ? file.path.slice(0, -'.gz'.length) : file.path;
  response.type(extname(name));
  response.set('cache-control', `/${name}`.startsWith(HASHED_FOLDER) ? FOR_GOOD : ASK_AGAIN);
  response.set('etag', file.tag);
  if (asked.kind === 'page') response.vary('accept');
  if (file.hasGzip) response.vary('accept-encoding');
  if (file.encoding !== null) response.set('content-encoding', file.encoding);
}
function send(response: Response, build: WebBuild, { path }: WebFile, next: NextFunction): void {
  response.sendFile(path, { root: build.folder, cacheControl: false, acceptRanges: false }, (error?: Error) => {
    if (error === undefined || response.headersSent) return;
    for (const name of ['content-encoding', 'cache-control', 'etag', 'vary']) response.removeHeader(name);
    next(notFound('A new build of the dashboard is being made: load the page again'));
  });
}
