import { collectBlobs } from '../storage/blob-collector.js';
import type { CleanupTask } from './cleanup-task.js';

/** At least so long, whatever the namespace says: it may have said more when the histories were closed. */
const KEPT_AT_LEAST_MS = 7 * 24 * 3_600_000;

export const unusedPayloads: CleanupTask = {
  what: 'stored payload(s) that nothing refers to any more',
  async clean({ orm, historyKeptMs, stopped }) {
    const history_kept_ms = Math.max(KEPT_AT_LEAST_MS, await historyKeptMs());
    return collectBlobs(orm, { history_kept_ms, signal: stopped });
  },
};
