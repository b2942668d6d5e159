import type { Configuration } from '../configuration.js';
import { NO_TRACING, type Tracing } from './tracing.js';

/** The SDK is loaded only where there is somewhere to send traces to. */
export async function openTracing({ tracing }: Pick<Configuration, 'tracing'>): Promise<Tracing> {
  return tracing ? (await import('./start-tracing.js')).startTracing() : NO_TRACING;
}
