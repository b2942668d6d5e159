/** The product as users run it: its own process, its own data folder, spoken to over HTTP. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PlatformProcess {
  url: string;
  temporalAddress: string;
  stop(): Promise<void>;
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
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The platform did not become ready');
}
export async function startPlatformProcess(port: number): Promise<PlatformProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dynamic-executor-bench-'));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(url);
    const record = JSON.parse(await readFile(join(dataDir, 'temporal.process.json'), 'utf8')) as {
      ports: { grpc: number };
    };
    return { url, temporalAddress: `127.0.0.1:${record.ports.grpc}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
