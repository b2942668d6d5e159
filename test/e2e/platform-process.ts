/** The platform as a process of its own, as `npm start` runs it, and the servers that it brings along. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess, type EndingStep } from '../../src/process/end-process.js';
import { freePort } from '../../src/process/free-port.js';
import { processesWithArgument, type ProcessIdentity } from '../../src/process/process-identity.js';
import { ownerArgument } from '../../src/storage/postgres/server-settings.js';
import { databaseFile } from '../../src/temporal/server/server-arguments.js';
import { ApiClient } from './api-client.js';
import { scratchFolder } from './platform.js';

const MAIN = join(process.cwd(), 'dist', 'src', 'main.js');
const INHERITED = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'LANG', 'TMPDIR'];

const ENDING: EndingStep[] = [
  { signal: 'SIGINT', wait_ms: 5_000 },
  { signal: 'SIGKILL', wait_ms: 5_000 },
];

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}
export interface ReadinessAnswer {
  status: number;
  detail: string;
}
/** A DATA_DIR for one test, and an end to everything that was started on it. */
export class Place {
  private readonly started: PlatformProcess[] = [];

  private constructor(readonly dataDir: string) {}

  static async make(): Promise<Place> {
    return new Place(await scratchFolder());
  }
  async spawn(env: NodeJS.ProcessEnv = {}): Promise<PlatformProcess> {
    const child = new PlatformProcess({ PORT: String(await freePort()), DATA_DIR: this.dataDir, ...env });
    this.started.push(child);
    return child;
  }
  /** Spawned and ready. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<PlatformProcess> {
    const child = await this.spawn(env);
    await child.untilReadiness(200);
    return child;
  }
  temporalServers(): Promise<ProcessIdentity[]> {
    return processesWithArgument(databaseFile(this.dataDir));
  }
  postgresServers(): Promise<ProcessIdentity[]> {
    return processesWithArgument(ownerArgument(this.dataDir));
  }
  async servers(): Promise<ProcessIdentity[]> {
    return [...(await this.temporalServers()), ...(await this.postgresServers())];
  }
  /** Ends what still runs here, the hard way, and removes the folder. */
  async clear(): Promise<void> {
    for (const child of this.started) await child.kill('SIGKILL');
    for (const server of await this.servers()) await endProcess(server, ENDING);
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
export class PlatformProcess {
  readonly api: ApiClient;
  readonly exited: Promise<Exit>;
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;

  constructor(env: NodeJS.ProcessEnv) {
    const inherited = Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
    this.child = spawn(process.execPath, [MAIN], { env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.exited = new Promise((resolve) => this.child.once('close', (code, signal) => resolve({ code, signal })));
    this.api = new ApiClient(`http://127.0.0.1:${env['PORT']}`);
  }
  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
  /** Without waiting for what comes of it: to stop the process and let it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }
  async kill(signal: NodeJS.Signals): Promise<Exit> {
    if (this.running) this.child.kill(signal);
    return this.exited;
  }
  /** What /health/ready says; null while nobody answers. */
  async readiness(): Promise<ReadinessAnswer | null> {
    return this.api.send<ReadinessAnswer>('GET', '/health/ready').then(
      ({ status, body }) => ({ status, detail: body.detail }),
      () => null,
    );
  }
  async untilReadiness(status: number, seconds = 60): Promise<ReadinessAnswer> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end && this.running; await delay(50)) {
      const answer = await this.readiness();
      if (answer?.status === status) return answer;
    }
    const last = JSON.stringify(await this.readiness());
    throw new Error(`/health/ready did not become ${status} but ${last}: ${this.stdout}${this.stderr}`);
  }
  /** Waits until the process has said this on either stream. */
  async untilSaid(pattern: RegExp, seconds = 30): Promise<string> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(50)) {
      const line = `${this.stdout}\n${this.stderr}`.split('\n').find((one) => pattern.test(one));
      if (line !== undefined) return line;
    }
    throw new Error(`It did not say ${pattern}: ${this.stdout}${this.stderr}`);
  }
}
