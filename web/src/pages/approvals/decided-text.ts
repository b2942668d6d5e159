import type { ExecutionStatus } from '../../../../src/contracts/execution.js';
import { STATUS_LOOKS } from '../../design/status.js';

export interface Decided {
  decision: 'approve' | 'reject';
  /** The execution's, after it. */
  status: ExecutionStatus;
}
const WORDS: Record<Decided['decision'], string> = { approve: 'Approved', reject: 'Rejected' };
/** Its workflow has taken the decision, and its last act may be still to come. */
const ENDING: Record<Decided['decision'], string> = { approve: 'being completed', reject: 'being closed' };

export function decidedText({ decision, status }: Decided): string {
  const now = status === 'running' ? ENDING[decision] : STATUS_LOOKS[status].word.toLowerCase();
  return `${WORDS[decision]}; the execution is now ${now}`;
}
