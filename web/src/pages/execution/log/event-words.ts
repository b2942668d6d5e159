/** An event in a few words, for a line of the log. */
import type { ExecutionEvent } from '../../../../../src/contracts/events.js';
import type { Tone } from '../../../design/status.js';
import type { IconName } from '../../../design/icon-paths.js';
import { durationText } from '../../../design/duration-text.js';

export interface EventLook {
  word: string;
  icon: IconName;
  tone: Tone;
}
export const EVENT_LOOKS: Record<ExecutionEvent['event'], EventLook> = {
  execution_started: { word: 'Execution started', icon: 'play', tone: 'running' },
  step_started: { word: 'Step started', icon: 'play', tone: 'neutral' },
  step_progress: { word: 'Step progress', icon: 'more', tone: 'neutral' },
  step_retrying: { word: 'Step retrying', icon: 'rerun', tone: 'warning' },
  step_completed: { word: 'Step completed', icon: 'check', tone: 'success' },
  step_failed: { word: 'Step failed', icon: 'cross', tone: 'danger' },
  step_skipped: { word: 'Step skipped', icon: 'skipped', tone: 'neutral' },
  step_timeout: { word: 'Step timed out', icon: 'clock', tone: 'warning' },
  progress_update: { word: 'Progress', icon: 'more', tone: 'neutral' },
  execution_paused: { word: 'Paused', icon: 'pause', tone: 'warning' },
  execution_resumed: { word: 'Resumed', icon: 'play', tone: 'running' },
  approval_required: { word: 'Approval required', icon: 'hand', tone: 'attention' },
  approval_decided: { word: 'Approval decided', icon: 'hand', tone: 'attention' },
  execution_completed: { word: 'Execution ended', icon: 'check', tone: 'success' },
  execution_failed: { word: 'Execution failed', icon: 'cross', tone: 'danger' },
  execution_cancelled: { word: 'Execution cancelled', icon: 'cancel', tone: 'neutral' },
};
type Words = { [Name in ExecutionEvent['event']]: (event: Extract<ExecutionEvent, { event: Name }>) => string };
const ofItem = ({ item }: { item?: number }): string => (item === undefined ? '' : `item ${item}, `);
const none = (): string => '';

const WORDS: Words = {
  execution_started: ({ deliverable_type, version, total_steps }) =>
    `${deliverable_type} v${version}, ${total_steps} steps`,
  step_started: ({ attempt }) => (attempt > 1 ? `attempt ${attempt}` : ''),
  step_progress: (event) =>
    `${ofItem(event)}${event.progress_percent === undefined ? 'partial result' : `${event.progress_percent} %`}`,
  step_retrying: (event) => {
    const { attempt, error_type, message, delay_seconds } = event;
    return `${ofItem(event)}attempt ${attempt}: ${error_type}: ${message}; again after ${delay_seconds} s`;
  },
  step_completed: ({ execution_time_ms, used_fallback }) =>
    `${durationText(execution_time_ms)}${used_fallback ? ', by its fallback' : ''}`,
  step_failed: ({ error }) => `${error.type}: ${error.message}`,
  step_skipped: ({ reason }) => reason.replaceAll('_', ' '),
  step_timeout: (event) => `${ofItem(event)}attempt ${event.attempt} after ${event.timeout_seconds} s`,
  progress_update: ({ completed_steps, total_steps, progress_percent }) =>
    `${completed_steps} of ${total_steps}, ${progress_percent} %`,
  execution_paused: none,
  execution_resumed: none,
  approval_required: ({ risk }) => `risk ${risk.score}`,
  approval_decided: ({ decision, by, notes }) => [decision, by && `by ${by}`, notes].filter(Boolean).join(', '),
  execution_completed: ({ status, total_time_ms }) => `${status} after ${durationText(total_time_ms)}`,
  execution_failed: ({ error }) => error.message,
  execution_cancelled: none,
};
export const eventWords = (event: ExecutionEvent): string =>
  (WORDS[event.event] as (event: ExecutionEvent) => string)(event);
