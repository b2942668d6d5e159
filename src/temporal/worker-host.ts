/** Runs the Temporal worker of this process: the generic workflow, every loaded function, the platform's own activities. */
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { stepActivity, type StepActivityHost } from '../../activities/step-activity.js';
import type { FunctionRegistry } from '../../activities/function-registry.js';
import type { FunctionDefinition } from '../contracts/function.js';
import type { EventSinks } from '../contracts/run.js';
import type { EventBus } from '../events/event-bus.js';
import { TASK_QUEUE } from '../executions/execution-workflows.js';
import { metered } from '../metrics/metered-activity.js';
import type { ClaimCheckCodec } from './claim-check-codec.js';
import type { Tracing } from '../tracing/tracing.js';
import { type PlatformActivityParts, platformActivities } from './platform-activities.js';

export interface WorkerParts extends PlatformActivityParts {
  address: string;
  namespace: string;
  registry: FunctionRegistry;
  stepHost: StepActivityHost;
  codec: ClaimCheckCodec;
  tracing: Tracing;
  /** Of the compiled workflows. */
  bundlePath: string;
}
/** Steps that wait cost little, so a worker takes many. */
const CONCURRENT_ACTIVITIES = 512;
const CONCURRENT_LOCAL_ACTIVITIES = 256;
const CACHED_WORKFLOWS = 1_000;
/** A running step gets this long at shutdown before it is given back. */
const SHUTDOWN_GRACE = '15 s';
/** After a worker was killed, tasks and queries of the executions in its cache wait this long for it. */
const STICKY_WAIT = '3 s';

export class WorkerHost {
  private running: Promise<void> | null = null;

  private constructor(
    private readonly worker: Worker,
    private readonly connection: NativeConnection,
    /** A client on the worker's own connection. */
    readonly client: Client,
  ) {}

  /** Connects and prepares; rejects when Temporal cannot be reached. */
  static async create(parts: WorkerParts): Promise<WorkerHost> {
    const connection = await NativeConnection.connect({ address: parts.address });
    try {
      const { namespace, codec, tracing } = parts;
      const dataConverter = { payloadCodecs: [codec] };
      const client = new Client({ connection, namespace, dataConverter, interceptors: tracing.client });
      return new WorkerHost(await createWorker(connection, parts), connection, client);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }
  /** Resolves after `shutdown`; rejects when the worker cannot go on. */
  run(): Promise<void> {
    this.running ??= this.worker.run().finally(() => this.connection.close());
    return this.running;
  }
  /** Takes no more work, lets what runs end, or gives it back after the grace time. */
  async shutdown(): Promise<void> {
    if (this.worker.getState() === 'RUNNING') this.worker.shutdown();
    await this.running?.catch(() => undefined);
  }
}

function createWorker(connection: NativeConnection, parts: WorkerParts): Promise<Worker> {
  const { namespace, codec, bus, bundlePath, tracing } = parts;
  return Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: bundlePath },
    activities: { ...stepActivities(parts), ...platformActivities(parts) },
    sinks: { ...sinksTo(bus), ...tracing.sinks },
    interceptors: { activity: tracing.activities },
    dataConverter: { payloadCodecs: [codec] },
    maxConcurrentActivityTaskExecutions: CONCURRENT_ACTIVITIES,
    maxConcurrentLocalActivityExecutions: CONCURRENT_LOCAL_ACTIVITIES,
    maxCachedWorkflows: CACHED_WORKFLOWS,
    shutdownGraceTime: SHUTDOWN_GRACE,
    stickyQueueScheduleToStartTimeout: STICKY_WAIT,
    maxHeartbeatThrottleInterval: '700 ms',
    defaultHeartbeatThrottleInterval: '700 ms',
  });
}
function sinksTo(bus: EventBus) {
  return {
    events: {
      publish: {
        fn: (_info: unknown, events: Parameters<EventSinks['events']['publish']>[0]) => bus.publish(events),
        callDuringReplay: false,
      },
    },
  };
}
function stepActivities({ registry, stepHost, metrics }: WorkerParts) {
  const activityOf = (definition: FunctionDefinition) =>
    metered(definition.name, stepActivity(definition, stepHost), metrics);
  return Object.fromEntries(registry.definitions().map((definition) => [definition.name, activityOf(definition)]));
}
