/** How every status of an execution, a step, a workflow or an approval is shown: a word, an icon and a tone. */
import type { Approval, ExecutionStatus, StepStatus } from '../../../src/contracts/execution.js';
import type { WorkflowStatus } from '../../../src/contracts/document.js';
import type { IconName } from './icon-paths.js';

export type Tone = 'neutral' | 'running' | 'success' | 'danger' | 'warning' | 'attention';
/** `parked` is a failed execution that waits to be recovered. */
export type ShownStatus = ExecutionStatus | StepStatus | WorkflowStatus | Approval['status'] | 'parked' | 'waiting';
export interface StatusLook {
  word: string;
  icon: IconName;
  tone: Tone;
}
export const STATUS_LOOKS: Record<ShownStatus, StatusLook> = {
  pending: { word: 'Pending', icon: 'pending', tone: 'neutral' },
  running: { word: 'Running', icon: 'running', tone: 'running' },
  waiting: { word: 'Waiting', icon: 'clock', tone: 'running' },
  paused: { word: 'Paused', icon: 'pause', tone: 'warning' },
  awaiting_approval: { word: 'Awaiting approval', icon: 'hand', tone: 'attention' },
  completed: { word: 'Completed', icon: 'check', tone: 'success' },
  failed: { word: 'Failed', icon: 'cross', tone: 'danger' },
  parked: { word: 'Parked', icon: 'parked', tone: 'danger' },
  rejected: { word: 'Rejected', icon: 'cross', tone: 'danger' },
  cancelled: { word: 'Cancelled', icon: 'cancel', tone: 'neutral' },
  skipped: { word: 'Skipped', icon: 'skipped', tone: 'neutral' },
  draft: { word: 'Draft', icon: 'pending', tone: 'neutral' },
  testing: { word: 'Testing', icon: 'info', tone: 'warning' },
  active: { word: 'Active', icon: 'check', tone: 'success' },
  deprecated: { word: 'Deprecated', icon: 'cancel', tone: 'neutral' },
  approved: { word: 'Approved', icon: 'check', tone: 'success' },
  expired: { word: 'Expired', icon: 'clock', tone: 'danger' },
};
/** Of an execution or a row of a list. */
export const shownStatus = ({ status, dead_letter }: { status: ExecutionStatus; dead_letter: unknown }): ShownStatus =>
  status === 'failed' && dead_letter !== null ? 'parked' : status;
