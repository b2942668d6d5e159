/** One line an entry on standard output, as text or as JSON; what Nest says about its own start-up is left out. */
import { ConsoleLogger, type LogLevel as NestLevel } from '@nestjs/common';
import type { Configuration, LogLevel } from '../configuration.js';
import { currentTraceId } from '../tracing/current-trace.js';

const LEVELS: Record<LogLevel, NestLevel[]> = {
  error: ['error', 'fatal'],
  warn: ['error', 'fatal', 'warn'],
  info: ['error', 'fatal', 'warn', 'log'],
  debug: ['error', 'fatal', 'warn', 'log', 'debug', 'verbose'],
};
const FRAMEWORK = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'WebSocketsController',
]);

/** Who logs JSON objects, whose fields are the line's: what functions say, and that the platform is ready. */
const STRUCTURED = new Set(['function', 'platform']);

function fieldsOf(message: unknown, context: unknown): Record<string, unknown> {
  if (typeof message !== 'string' || !message.startsWith('{') || !STRUCTURED.has(String(context))) return { message };
  try {
    return JSON.parse(message) as Record<string, unknown>;
  } catch {
    return { message };
  }
}
export class AppLogger extends ConsoleLogger {
  constructor({ logLevel, logFormat }: Pick<Configuration, 'logLevel' | 'logFormat'>) {
    super({ logLevels: LEVELS[logLevel], colors: process.stdout.isTTY === true, json: logFormat === 'json' });
  }
  override log(message: unknown, ...rest: unknown[]): void {
    if (!FRAMEWORK.has(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }
  /** One line of the format `json`: time (ISO 8601), level, context, message, and what else is known. */
  protected override getJsonLogObject(...of: Parameters<ConsoleLogger['getJsonLogObject']>) {
    const { timestamp, message, ...rest } = super.getJsonLogObject(...of);
    const trace_id = currentTraceId();
    const time = new Date(timestamp).toISOString();
    const line = { ...fieldsOf(message, rest.context), time, ...rest, ...(trace_id && { trace_id }) };
    return line as unknown as ReturnType<ConsoleLogger['getJsonLogObject']>;
  }
}
