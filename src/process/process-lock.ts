/**
 * A lock that a process holds on a folder and that its death frees, whatever killed it.
 *
 * Invariants:
 * 1. The lock is the file `<name>.<generation>` of the highest generation; it names its holder.
 * 2. A generation is created once, by link(2), complete: of any number of simultaneous takers one succeeds.
 * 3. Generations only grow. A release rewrites the holder's own file and deletes nothing, so that no slow taker can
 *    find an older generation free.
 * 4. A holder that runs no more, or that held this lock in another folder (the folder is a copy), holds nothing.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, isRunning, type ProcessIdentity } from './process-identity.js';

export type LockAttempt = { kind: 'acquired'; release(): Promise<void> } | { kind: 'held'; holder: ProcessIdentity };

interface Holder extends ProcessIdentity {
  folder: string;
  /** Device and inode of the folder. */
  folder_id: string;
  released: boolean;
}

/** Takes the lock `name` of an existing folder, or says who holds it. Never waits. */
export async function tryProcessLock(folder: string, name: string): Promise<LockAttempt> {
  const me = await describeHolder(folder);
  for (;;) {
    const generation = (await generations(folder, name)).at(-1) ?? 0;
    const holder = await readHolder(lockFile(folder, name, generation));
    if (holder && (await holds(holder, me))) return { kind: 'held', holder };
    if (await createGeneration(folder, name, generation + 1, me)) return acquired(folder, name, generation + 1, me);
  }
}

async function acquired(folder: string, name: string, generation: number, me: Holder): Promise<LockAttempt> {
  for (const older of await generations(folder, name)) {
    if (older < generation) await rm(lockFile(folder, name, older), { force: true });
  }
  const release = () => replaceFile(lockFile(folder, name, generation), JSON.stringify({ ...me, released: true }));
  return { kind: 'acquired', release };
}

/** False when another taker was faster, also when it has moved on to a higher generation meanwhile. */
async function createGeneration(folder: string, name: string, generation: number, me: Holder): Promise<boolean> {
  const file = lockFile(folder, name, generation);
  const draft = join(folder, `.${name}.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(me));
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const overtaken = (await generations(folder, name)).some((other) => other > generation);
  if (overtaken) await rm(file, { force: true });
  return !overtaken;
}

async function holds(holder: Holder, me: Holder): Promise<boolean> {
  const isCopy = holder.folder_id !== me.folder_id && holder.folder !== me.folder;
  return !holder.released && !isCopy && (await isRunning(holder));
}

async function describeHolder(folder: string): Promise<Holder> {
  const identity = await identify(process.pid);
  if (!identity) throw new Error('This process cannot see itself in the process table');
  const { dev, ino } = await stat(folder, { bigint: true });
  return { ...identity, folder: await realpath(folder), folder_id: `${dev}:${ino}`, released: false };
}

/** Ascending. */
async function generations(folder: string, name: string): Promise<number[]> {
  const prefix = `${name}.`;
  const numbers = (await readdir(folder))
    .filter((file) => file.startsWith(prefix))
    .map((file) => Number(file.slice(prefix.length)));
  return numbers.filter((number) => Number.isSafeInteger(number) && number > 0).sort((a, b) => a - b);
}

/** Null for no file and for one that was damaged: a lock is always written whole. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

const lockFile = (folder: string, name: string, generation: number) => join(folder, `${name}.${generation}`);

async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}-${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, file);
}
