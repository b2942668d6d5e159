import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity.js';

/**
 * What DATA_DIR remembers of an embedded server, so that the next start finds the process if it was left running, and
 * gives its successor the same ports. It stays in place after the server has ended.
 */
export interface ChildProcessRecord extends ProcessIdentity {
  ports: Record<string, number>;
  /** The program and its arguments. */
  command: string[];
}

/** Null for a server that never ran here, and for a damaged file. */
export function readChildProcessRecord(dataDir: string, server: string): ChildProcessRecord | null {
  try {
    const record: unknown = JSON.parse(readFileSync(recordFile(dataDir, server), 'utf8'));
    return isRecord(record) ? record : null;
  } catch {
    return null;
  }
}

/** Written at once and whole, right behind the spawn: there is no moment in which a kill would lose the server. */
export function writeChildProcessRecord(dataDir: string, server: string, record: ChildProcessRecord): void {
  const file = recordFile(dataDir, server);
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

const recordFile = (dataDir: string, server: string) => join(dataDir, `${server}.process.json`);

function isRecord(value: unknown): value is ChildProcessRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started_at, ports, command } = value as Partial<ChildProcessRecord>;
  const identified = typeof pid === 'number' && typeof started_at === 'string';
  return identified && typeof ports === 'object' && ports !== null && Array.isArray(command);
}
