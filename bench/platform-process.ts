/** The product as users run it: its own process, its own data folder, spoken to over HTTP. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PlatformProcess {
  url: string;
  pid: number;
  temporalAddress: string;
  dataDir: string;
  /** Process ids of the servers that it brings along. */
  servers: Record<'temporal' | 'postgres', number>;
  /** Ends it and its servers, and removes the data folder. */
  stop(): Promise<void>;
  /** kill -9 of the process; its servers stay. Resolves when it has ended. */
  kill(): Promise<void>;
  /** The same of its servers with it. */
  killAll(): Promise<void>;
}
interface ServerRecord {
  pid: number;
  ports: { grpc: number };
}
const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const READY_WITHIN_MS = 60_000;

async function untilReady(url: string): Promise<void> {
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end;) {
    const ready = await fetch(`${url}/health/ready`).then(
      (res) => res.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The platform did not become ready');
}
const newDataDir = () => mkdtemp(join(tmpdir(), 'dynamic-executor-bench-'));
const serverOf = async (dataDir: string, server: 'temporal' | 'postgres') =>
  JSON.parse(await readFile(join(dataDir, `${server}.process.json`), 'utf8')) as ServerRecord;

export interface PlatformSettings {
  /** The data folder of a process before, to go on where it was killed. */
  earlier?: string;
  /** Settings beside those that every platform of a benchmark has. */
  env?: NodeJS.ProcessEnv;
}
export async function startPlatformProcess(port: number, settings: PlatformSettings = {}): Promise<PlatformProcess> {
  const dataDir = settings.earlier ?? (await newDataDir());
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...settings.env };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const killAll = async () => {
    const servers = await Promise.all([serverOf(dataDir, 'temporal'), serverOf(dataDir, 'postgres')]);
    child.kill('SIGKILL');
    for (const { pid } of servers) process.kill(pid, 'SIGKILL');
    await ended;
  };
  try {
    await untilReady(url);
    const [temporal, postgres] = await Promise.all([serverOf(dataDir, 'temporal'), serverOf(dataDir, 'postgres')]);
    const temporalAddress = `127.0.0.1:${temporal.ports.grpc}`;
    const servers = { temporal: temporal.pid, postgres: postgres.pid };
    return { url, pid: child.pid ?? 0, temporalAddress, dataDir, servers, stop, kill, killAll };
  } catch (error) {
    await stop();
    throw error;
  }
}
