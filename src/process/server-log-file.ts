import { createReadStream, openSync, renameSync, statSync } from 'node:fs';

const ROTATE_ABOVE_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** The file that an embedded server writes its output to. It outlives the Node process, as the server does. */
export interface ServerLogFile {
  path: string;
  /** For the stdio of the process; the opener closes it. */
  descriptor: number;
  /** Length when it was opened: what the server wrote comes after it. */
  start: number;
}

/** Opens a log for appending; one above 10 MB becomes `<path>.1` first. */
export function openServerLog(path: string): ServerLogFile {
  if (sizeOf(path) > ROTATE_ABOVE_BYTES) renameSync(path, `${path}.1`);
  return { path, descriptor: openSync(path, 'a', 0o600), start: sizeOf(path) };
}

/** The last lines that were written since the log was opened. */
export async function readServerLog({ path, start }: Pick<ServerLogFile, 'path' | 'start'>): Promise<string[]> {
  const from = Math.max(start, sizeOf(path) - TAIL_BYTES);
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start: from })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
