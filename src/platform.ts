/** Starts and stops one process of the platform, in whichever role. */
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type LoggerService } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FunctionRegistry } from '../activities/function-registry.js';
import { loadFunctionPacks } from '../activities/load-packs.js';
import { shippedPacks } from '../activities/shipped-packs.js';
import type { Configuration } from './configuration.js';
import { needsEmbeddedServers, startServers, type Servers } from './embedded-servers.js';
import { ExecutionReconciler } from './executions/execution-reconciler.js';
import { createApp } from './http/create-app.js';
import { assembleParts, type PlatformParts } from './platform-parts.js';
import { bringUp } from './process/dependency-watch.js';
import { listenError, requireFreePort } from './process/free-port.js';
import { acquireInstanceLock, type InstanceLock } from './process/instance-lock.js';
import { openTracing } from './tracing/open-tracing.js';
import { openKeyRing } from './security/open-key-ring.js';
import type { KeyRing } from './security/key-ring.js';
import { serveWorkerEndpoint } from './metrics/worker-endpoint.js';
import { keepCleanedUp } from './retention/daily-cleanup.js';
import { WORKFLOW_BUNDLE } from './temporal/workflow-bundle.js';
import { keepWorkerRunning } from './temporal/keep-worker-running.js';

export interface PlatformOptions {
  configuration: Configuration;
  logger: LoggerService;
  /** Path of the compiled workflows; by default what the build put beside the code. */
  workflowBundle?: string;
  /** Where the Temporal SDK of this process tells its metrics. */
  sdkMetricsUrl?: string;
  /** Something that the process cannot go on without is lost for good. */
  onFatal(reason: string): void;
}
/** Requests still open after this are cut off, in ms. */
const HTTP_DRAIN_MS = 3_000;
/** How long a question to the database may take before it counts as unreachable, in ms. */
const DATABASE_ANSWER_MS = 2_000;
/** Temporal is asked again when it has not answered in this time, in ms. */
const TEMPORAL_ANSWER_MS = 5_000;

export class Platform {
  private readonly log = new Logger('platform');
  private readonly stopping = new AbortController();
  /** After `stopping`, when nothing runs any more. */
  private readonly closing = new AbortController();
  private lock: InstanceLock | null = null;
  private servers: Servers | null = null;
  private assembled: PlatformParts | null = null;
  private app: NestExpressApplication | null = null;
  private watched: Server | null = null;
  private keys: KeyRing | null = null;
  private starting: Promise<void> = Promise.resolve();
  private worker: Promise<void> = Promise.resolve();
  private cleaning: Promise<void> = Promise.resolve();
  private becomingReady: Promise<void> = Promise.resolve();

  constructor(private readonly options: PlatformOptions) {}

  /** Address of the API, once `start` has resolved; null in the role of a worker. */
  get url(): string | null {
    const address = (this.app?.getHttpServer() as Server | undefined)?.address();
    if (address === null || address === undefined || typeof address === 'string') return null;
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `http://${host}:${address.port}`;
  }
  /** What it is made of; null before `start`. */
  get parts(): PlatformParts | null {
    return this.assembled;
  }
  get temporalUi(): string | null {
    return this.servers?.addresses.temporalUi ?? null;
  }
  /** Resolves when requests are answered; `ready` when all dependencies are up. @throws StartupError, FunctionPackError */
  start(): Promise<void> {
    this.starting = this.begin();
    return this.starting;
  }
  private async begin(): Promise<void> {
    const { configuration } = this.options;
    const registry = new FunctionRegistry([...shippedPacks, ...(await loadFunctionPacks(configuration.functionPacks))]);
    const { host, port, role, dataDir, metricsPort } = configuration;
    if (needsEmbeddedServers(configuration)) this.lock = await acquireInstanceLock(dataDir);
    if (role !== 'worker') this.keys = await openKeyRing(configuration.access);
    if (role !== 'worker') await requireFreePort({ host, port, setting: 'PORT' });
    this.servers = await startServers({
      configuration,
      stopped: this.stopping.signal,
      log: (line) => this.log.log(line),
      onStateChange: (server, state) => this.serverChanged(server, state),
      onGiveUp: (error) => this.options.onFatal(error.message),
    });
    if (this.stopping.signal.aborted) return;
    const { sdkMetricsUrl = null } = this.options;
    const observation = { tracing: await openTracing(configuration), sdkMetricsUrl };
    const parts = assembleParts(configuration, registry, this.servers.addresses, observation, this.closing.signal);
    this.assembled = parts;
    parts.readiness.expect('database', () => askDatabase(parts));
    parts.readiness.expect('temporal', () => askTemporal(parts));
    if (role !== 'api') parts.readiness.expect('worker');
    if (role !== 'worker') this.app = await this.listen(parts);
    else if (metricsPort !== null) this.watched = await this.listenForWatchers(parts, metricsPort);
    this.becomingReady = this.becomeReady(parts);
  }
  /** Resolves when every dependency is up and what an earlier process left is mended. */
  ready(): Promise<void> {
    return this.becomingReady;
  }
  /** Takes no more work, lets what runs end or gives it back, and stops what was started, the servers last. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting.catch(() => undefined);
    await this.closeApp();
    this.watched?.close();
    this.watched?.closeAllConnections();
    this.keys?.close();
    await this.worker;
    await this.becomingReady.catch(() => undefined);
    await this.cleaning;
    await this.parts?.exchange.stop();
    this.closing.abort();
    await this.parts?.tracing.end();
    await this.parts?.database.close().catch(() => undefined);
    await this.servers?.stop();
    await this.lock?.release();
    await this.parts?.connection.close().catch(() => undefined);
  }

  private async listen(parts: PlatformParts): Promise<NestExpressApplication> {
    const { host, port } = this.options.configuration;
    const app = await createApp(parts, this.keys, this.options.logger);
    try {
      await app.listen(port, host);
    } catch (error) {
      throw listenError(error as NodeJS.ErrnoException, { port, host, setting: 'PORT' }) ?? error;
    }
    return app;
  }
  private async listenForWatchers(parts: PlatformParts, port: number): Promise<Server> {
    const { host } = this.options.configuration;
    try {
      return await serveWorkerEndpoint(parts, port, host);
    } catch (error) {
      throw listenError(error as NodeJS.ErrnoException, { port, host, setting: 'METRICS_PORT' }) ?? error;
    }
  }
  private async becomeReady(parts: PlatformParts): Promise<void> {
    await Promise.all([this.connectDatabase(parts), this.connectTemporal(parts)]);
    if (this.stopping.signal.aborted) return;
    parts.exchange.start();
    await this.registerSearchAttributes(parts);
    if (parts.configuration.role !== 'api') await this.startWorker(parts);
    await this.app?.get(ExecutionReconciler).reconcile();
    this.cleaning = this.cleanUp(parts);
  }
  private async registerSearchAttributes({
    searchAttributes,
    connection,
    configuration,
  }: PlatformParts): Promise<void> {
    const { temporalNamespace: namespace } = configuration;
    const refusal = await searchAttributes.register(connection, namespace).catch(reasonOf);
    if (refusal !== null) this.log.warn(`Executions are not found by search attributes in Temporal: ${refusal}`);
  }
  private cleanUp(parts: PlatformParts): Promise<void> {
    const log = (line: string) => this.log.log(line);
    const warn = (line: string) => this.log.warn(line);
    return keepCleanedUp({ parts, stopped: this.stopping.signal, log, warn });
  }
  private connectDatabase(parts: PlatformParts): Promise<void> {
    const { databaseUrl } = this.options.configuration;
    const place = databaseUrl === null ? 'The embedded PostgreSQL' : `PostgreSQL at ${hostOf(databaseUrl)}`;
    return this.bringUp(parts, 'database', () => parts.database.migrate(), place, 'start it, or correct DATABASE_URL');
  }
  private connectTemporal(parts: PlatformParts): Promise<void> {
    const { temporalAddress } = this.options.configuration;
    const place = temporalAddress === null ? 'The embedded Temporal server' : `Temporal at ${temporalAddress}`;
    return this.bringUp(parts, 'temporal', () => askTemporal(parts), place, 'start it, or correct TEMPORAL_ADDRESS');
  }
  private bringUp(
    parts: PlatformParts,
    name: 'database' | 'temporal',
    connect: () => Promise<void>,
    place: string,
    mend: string,
  ) {
    const explain = (error: unknown) =>
      `${place} does not answer (${reasonOf(error)}): ${mend}; until then requests get 503`;
    const warn = (line: string) => this.log.warn(line);
    return bringUp({ name, readiness: parts.readiness, connect, explain, warn, stopped: this.stopping.signal });
  }
  private startWorker(parts: PlatformParts): Promise<void> {
    return new Promise((resolve) => {
      this.worker = keepWorkerRunning({
        parts,
        bundlePath: this.options.workflowBundle ?? WORKFLOW_BUNDLE,
        stopped: this.stopping.signal,
        onRunning: resolve,
        warn: (line) => this.log.warn(line),
      });
      void this.worker.then(resolve);
    });
  }
  private serverChanged(server: 'database' | 'temporal', state: 'up' | 'restarting'): void {
    const readiness = this.parts?.readiness;
    if (state === 'up') readiness?.up(server);
    else readiness?.down(server, 'The embedded server stopped and is being started again');
  }
  private async closeApp(): Promise<void> {
    if (!this.app) return;
    const http = this.app.getHttpServer() as Server;
    const cut = setTimeout(() => http.closeAllConnections(), HTTP_DRAIN_MS);
    await this.app.close();
    clearTimeout(cut);
  }
}
async function askDatabase({ database }: PlatformParts): Promise<void> {
  const late = delay(DATABASE_ANSWER_MS, 'late', { ref: false });
  const first = await Promise.race([database.ping(), late]);
  if (first === 'late') throw new Error('The database does not answer in time');
}
/** Not `ensureConnected`, which remembers its first failure for good. */
async function askTemporal({ connection }: PlatformParts): Promise<void> {
  const ask = () => connection.workflowService.getSystemInfo({});
  await connection.withDeadline(Date.now() + TEMPORAL_ANSWER_MS, ask);
}
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'the address in DATABASE_URL';
  }
}
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = inner as { code?: unknown; message?: string };
  return typeof code === 'string' ? code : ((message ?? String(inner)).split('\n')[0] ?? '');
}
