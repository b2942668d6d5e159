/** Resident memory of another process, in MB (10^6 bytes). */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const SAMPLE_EVERY_MS = 100;
const run = promisify(execFile);

async function residentKiB(pid: number): Promise<number> {
  if (process.platform !== 'linux') return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
}
export async function residentMB(pid: number): Promise<number> {
  return ((await residentKiB(pid)) * 1024) / 1e6;
}
/** Its highest value while the work goes on, by samples. */
export async function peakResidentMB(pid: number, work: () => Promise<unknown>): Promise<number> {
  let peak = await residentMB(pid);
  const timer = setInterval(() => {
    void residentMB(pid).then((now) => (peak = Math.max(peak, now)));
  }, SAMPLE_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
/** Of a process and all that it has started: memory that several of them share is counted once, where Linux says so. */
export async function treeMemoryMB(pid: number): Promise<number> {
  const family = [pid, ...(await childrenOf(pid))];
  const sizes = await Promise.all(family.map(ownMB));
  return sizes.reduce((sum, size) => sum + size, 0);
}
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    processes.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}
/** Its proportional share; zero for a process that has just ended. */
async function ownMB(pid: number): Promise<number> {
  if (process.platform !== 'linux') return residentMB(pid);
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return (Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024) / 1e6;
}
