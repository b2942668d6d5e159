/** A Temporal server of the tests' own, and workers on it that run Plans with scripted functions. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { FunctionRegistry } from '../../activities/function-registry.js';
import { stepActivity, type StepActivityHost } from '../../activities/step-activity.js';
import type { ChildPreparation, ChildStart } from '../../src/contracts/child.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { FunctionDefinition } from '../../src/contracts/function.js';
import type { Json } from '../../src/contracts/json.js';
import type { Plan } from '../../src/contracts/plan.js';
import type { ExecutionRecord, PlatformActivities } from '../../src/contracts/run.js';
import { ExecutionWorkflows, TASK_QUEUE } from '../../src/executions/execution-workflows.js';
import { freePort } from '../../src/process/free-port.js';
import { PlanStore } from '../../src/storage/plan-store.js';
import { ClaimCheckCodec } from '../../src/temporal/claim-check-codec.js';
import { startEmbeddedTemporal, type EmbeddedTemporal } from '../../src/temporal/server/embedded-temporal.js';
import { obtainTemporalCli } from '../../src/temporal/server/obtain-temporal.js';
import { SearchAttributes } from '../../src/temporal/search-attributes.js';
import { checkAgainst, stepActivityHost } from '../../src/temporal/step-activity-host.js';
import type { Case } from './case.js';
import { executionRequest } from './execution-request.js';
import { memoryBlobs } from './memory-blobs.js';
import { planOf, step } from './plans.js';
import { RunningExecution } from './running-execution.js';
import { SandboxBundle } from './sandbox-bundle.js';
import { ScriptedFunctions } from './scripted-functions.js';

const NAMESPACE = 'default';
const silent = () => undefined;
/** Events after which an execution goes on in a new run, where a case asks for more than one. */
const SHORT_HISTORY = 20;
/** What happens to the dispatches of `lost.run`: so many fail before our code runs, or the first one falls silent. */
export type Loss = number | 'silent';

async function startServer(): Promise<{ server: EmbeddedTemporal; dataDir: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dynamic-executor-test-'));
  await chmod(dataDir, 0o755);
  const { path: cliPath } = await obtainTemporalCli({ env: process.env, progress: silent });
  const ports = { grpc: await freePort(), ui: await freePort() };
  const server = await startEmbeddedTemporal({ cliPath, dataDir, namespace: NAMESPACE, ports, log: silent });
  return { server, dataDir };
}
export class RealTemporal {
  readonly functions = new ScriptedFunctions();
  /** By execution. */
  readonly losses = new Map<string, Loss>();
  readonly published: ExecutionEvent[] = [];
  readonly saved: ExecutionRecord[] = [];
  /** Parts of logs that runs let go of, by execution. */
  readonly segments = new Map<string, ExecutionEvent[]>();
  /** By execution, with its hash: what a replay needs beside the history. */
  readonly planTexts = new Map<string, { plan_hash: string; plan: string }>();
  private readonly children = new Map<string, NonNullable<Case['children']>>();
  private readonly blobs = memoryBlobs();
  private readonly plans = new PlanStore(this.blobs);
  private readonly dataConverter = { payloadCodecs: [new ClaimCheckCodec(this.blobs)] };
  private readonly registry = new FunctionRegistry([this.functions.pack]);
  private readonly running: { worker: Worker; ended: Promise<void> }[] = [];
  private executions = 0;

  private constructor(
    private readonly server: EmbeddedTemporal,
    private readonly dataDir: string,
    private readonly bundle: SandboxBundle,
    private readonly connection: Connection,
    private readonly workerConnection: NativeConnection,
  ) {}

  static async start(): Promise<RealTemporal> {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    });
    const [{ server, dataDir }, bundle] = await Promise.all([startServer(), SandboxBundle.create()]);
    const { address } = server;
    const connections = [Connection.connect({ address }), NativeConnection.connect({ address })] as const;
    const temporal = new RealTemporal(server, dataDir, bundle, ...(await Promise.all(connections)));
    await new SearchAttributes().register(temporal.connection, NAMESPACE);
    await temporal.startWorker(temporal.bundle.workerOptions(temporal.platformWorker()));
    await temporal.startWorker({ taskQueue: 'lost', activities: { 'lost.run': temporal.losing() } });
    return temporal;
  }
  /** Ends workers and server, and adds the sandbox's coverage to the test's. */
  async stop(): Promise<void> {
    for (const { worker } of this.running) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all(this.running.map(({ ended }) => ended));
    this.bundle.countCoverage();
    await this.workerConnection.close();
    await this.connection.close();
    await this.server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
  /** Starts an execution. */
  async execute(
    { steps, document, behaviours = {}, request, children, runs }: Partial<Case>,
    loss?: Loss,
  ): Promise<RunningExecution> {
    const plan = planOf(steps ?? [], document);
    const execution_id = `execution-${(this.executions += 1)}`;
    const plan_hash = await this.keepPlan(execution_id, plan);
    this.functions.behaviours.set(execution_id, behaviours);
    if (children) this.children.set(execution_id, children);
    if (loss !== undefined) this.losses.set(execution_id, loss);
    const short = runs === undefined ? {} : { history_limit: SHORT_HISTORY };
    await this.workflows.start(executionRequest(plan, { execution_id, plan_hash, ...short, ...request }));
    return new RunningExecution(this.client, execution_id, () => this.segments.get(execution_id) ?? []);
  }
  private async keepPlan(execution_id: string, plan: Plan): Promise<string> {
    const text = JSON.stringify(plan);
    const plan_hash = await this.blobs.put(Buffer.from(text));
    this.planTexts.set(execution_id, { plan_hash, plan: text });
    return plan_hash;
  }
  private async prepareChild(start: ChildStart): Promise<ChildPreparation> {
    const { execution_id, parent, deliverable_type } = start;
    const behaviour = this.children.get(parent.execution_id)?.[deliverable_type];
    if (!behaviour) return { kind: 'refused', type: 'unknown_workflow', message: 'There is no such workflow' };
    const plan = planOf([step(1)], { execution: { on_failure: 'close' } });
    this.functions.behaviours.set(execution_id, { 1: behaviour });
    const plan_hash = await this.keepPlan(execution_id, plan);
    return { kind: 'prepared', request: executionRequest(plan, { execution_id, plan_hash, parent }) };
  }
  /** A worker for the functions of one tool, on the task queue of its name. Resolves to what ends it. */
  async startToolWorker(tool: string): Promise<() => Promise<void>> {
    const name = `${tool}.run`;
    const activities = { [name]: stepActivity(this.definition(name), this.stepHost) };
    const { worker, ended } = await this.startWorker({ taskQueue: tool, activities, shutdownGraceTime: '100 ms' });
    return () => {
      worker.shutdown();
      return ended;
    };
  }

  private get client(): Client {
    return new Client({ connection: this.connection, namespace: NAMESPACE, dataConverter: this.dataConverter });
  }
  private get workflows(): ExecutionWorkflows {
    return new ExecutionWorkflows(this.client, { isAnyThere: async () => true });
  }
  private get stepHost(): StepActivityHost {
    return stepActivityHost(this.plans, this.workflows);
  }
  private definition(name: string): FunctionDefinition {
    const definition = this.registry.definition(name);
    if (!definition) throw new Error(`There is no ${name}`);
    return definition;
  }
  private async startWorker(options: WorkerOptions) {
    const { workerConnection: connection, dataConverter } = this;
    const throttle = { maxHeartbeatThrottleInterval: '700 ms', defaultHeartbeatThrottleInterval: '700 ms' } as const;
    const worker = await Worker.create({ connection, namespace: NAMESPACE, dataConverter, ...throttle, ...options });
    const started = { worker, ended: worker.run() };
    this.running.push(started);
    return started;
  }
  private platformWorker(): WorkerOptions {
    const publish = { fn: (_info: unknown, events: ExecutionEvent[]) => void this.published.push(...events) };
    return {
      taskQueue: TASK_QUEUE,
      activities: {
        'test.run': stepActivity(this.definition('test.run'), this.stepHost),
        'test.fast': stepActivity(this.definition('test.fast'), this.stepHost),
        ...this.platformActivities(),
      },
      sinks: { events: { publish } },
    };
  }
  private platformActivities(): PlatformActivities {
    return {
      saveExecution: (record) => Promise.resolve(void this.saved.push(record)),
      saveSegment: (execution_id, events) => {
        const known = this.segments.get(execution_id) ?? [];
        this.segments.set(execution_id, [...known, ...events.filter(({ seq }) => seq > known.length)]);
        return Promise.resolve();
      },
      checkValue: (schema, value) => Promise.resolve(checkAgainst(schema, value, 'input_invalid')),
      prepareChild: (start) => this.prepareChild(start),
      checkOutput: async (hash, output) =>
        checkAgainst((await this.plans.get(hash)).output_schema ?? {}, output, 'output_invalid'),
    };
  }
  private losing(): ReturnType<typeof stepActivity> {
    const activity = stepActivity(this.definition('lost.run'), this.stepHost);
    return async (input: Json, assignment) => {
      const { attempt } = Context.current().info;
      const loss = this.losses.get(assignment.execution_id) ?? 0;
      if (loss === 'silent' && attempt === 1) return Context.current().cancelled;
      if (typeof loss === 'number' && attempt <= loss) throw lost();
      return activity(input, assignment);
    };
  }
}
/** As Temporal sees a dispatch of which our code has reported nothing. */
const lost = () => ApplicationFailure.create({ type: 'worker_lost', message: 'lost', nextRetryDelay: '10 ms' });
