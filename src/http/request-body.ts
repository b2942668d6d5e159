/** The body of a request as JSON, whatever it was written in. */
import type { NextFunction, Request, Response } from 'express';
import type { Json, JsonObject, JsonSchema } from '../contracts/json.js';
import { checkRequest } from '../schema/request-shape.js';
import { malformed, Problem, unprocessable } from './problem.js';
import { parseJson } from './json-text.js';
import type { SourceText } from './sources/source-positions.js';
import { parseYaml } from './yaml-text.js';

/** In bytes, also after decompression. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml'];

declare module 'express-serve-static-core' {
  interface Request {
    /** What the body was read from; undefined when there was none. */
    bodySource?: SourceText;
  }
}
/** After express.text: parses what was sent. An absent body is `{}`. */
export function readBody(request: Request, _response: Response, next: NextFunction): void {
  try {
    const text = typeof request.body === 'string' ? request.body.replace(/^\uFEFF/, '') : '';
    request.body = text === '' ? {} : readText(request, { text, syntax: isYaml(request) ? 'yaml' : 'json' });
    next();
  } catch (error) {
    next(error);
  }
}
function readText(request: Request, source: SourceText): Json {
  request.bodySource = source;
  return source.syntax === 'yaml' ? parseYaml(source.text) : parseJson(source.text);
}
const isYaml = (request: Request): boolean => YAML_TYPES.some((type) => request.is(type));

/** @throws Problem 400 for a body that is no object, 422 with findings for one of another shape; `what` names it */
export function shapedBody(body: Json, shape: JsonSchema, what: string): JsonObject {
  const given = objectBody(body);
  const findings = checkRequest(shape, given);
  if (findings.length > 0) throw unprocessable('request_invalid', `${what} cannot be read`, findings);
  return given;
}
function objectBody(body: Json): JsonObject {
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body;
  throw malformed('invalid_body', 'The body has to be a JSON object');
}
/** @throws Problem 400 for a content type that is neither JSON nor YAML. */
export function refuseOtherTypes(request: Request, _response: Response, next: NextFunction): void {
  const type = request.headers['content-type'];
  if (type === undefined || request.is(['json', '+json', ...YAML_TYPES]) || request.headers['content-length'] === '0')
    return next();
  next(
    new Problem(
      415,
      'unsupported_media_type',
      `A body of type ${type} is not read: send application/json or application/yaml`,
    ),
  );
}
