import type { ExecutionEvent } from './events.js';

/** A message of the stream of all executions: an event, and the place in that stream, to go on after. */
export type StreamEvent = ExecutionEvent & { cursor: string };
