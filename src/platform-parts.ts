/** What one process is made of: stores, clients and the bus, put together once. */
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { FunctionRegistry } from '../activities/function-registry.js';
import type { Configuration } from './configuration.js';
import { DefinitionService } from './definitions/definition-service.js';
import { DefinitionStore } from './definitions/definition-store.js';
import { LocalEventBus, type EventBus } from './events/event-bus.js';
import { EventExchange } from './events/event-exchange.js';
import { ChildPreparer } from './executions/child-preparer.js';
import { EventSegmentStore } from './executions/event-segment-store.js';
import { ExecutionPreparation } from './executions/execution-preparation.js';
import { ExecutionStore } from './executions/execution-store.js';
import { ExecutionWorkflows } from './executions/execution-workflows.js';
import { TemporalUi } from './executions/temporal-ui.js';
import { LISTENER_NAMES, SessionPresence, type WorkerPresence } from './executions/worker-presence.js';
import { Readiness } from './http/readiness.js';
import { PlatformMetrics } from './metrics/platform-metrics.js';
import { BlobStore } from './storage/blob-store.js';
import { Database } from './storage/database.js';
import { PlanStore } from './storage/plan-store.js';
import { ClaimCheckCodec } from './temporal/claim-check-codec.js';
import type { Tracing } from './tracing/tracing.js';
import { SearchAttributes } from './temporal/search-attributes.js';

export interface PlatformParts {
  configuration: Configuration;
  registry: FunctionRegistry;
  database: Database;
  blobs: BlobStore;
  plans: PlanStore;
  codec: ClaimCheckCodec;
  connection: Connection;
  client: Client;
  workers: WorkerPresence;
  workflows: ExecutionWorkflows;
  store: ExecutionStore;
  segments: EventSegmentStore;
  preparation: ExecutionPreparation;
  children: ChildPreparer;
  searchAttributes: SearchAttributes;
  metrics: PlatformMetrics;
  tracing: Tracing;
  bus: EventBus;
  exchange: EventExchange;
  readiness: Readiness;
  ui: TemporalUi;
}
export interface Addresses {
  databaseUrl: string;
  temporalAddress: string;
  temporalUi: string | null;
}
/** How this process is watched. */
export interface Observation {
  tracing: Tracing;
  /** Where the Temporal SDK tells its metrics; null when it does not. */
  sdkMetricsUrl: string | null;
}
/** A server that is back is found soon: gRPC's own waits grow to two minutes. */
const RECONNECT = { 'grpc.initial_reconnect_backoff_ms': 250, 'grpc.max_reconnect_backoff_ms': 2_000 };

/** A call that is tried again after its connection was closed throws where nobody can catch it. */
function retriesUntil(closing: AbortSignal) {
  const retries = defaultGrpcRetryOptions();
  return makeGrpcRetryInterceptor({
    ...retries,
    retryableDecider: (attempt, status) => !closing.aborted && retries.retryableDecider(attempt, status),
  });
}
/** Nothing is connected yet: every client connects at its first call. `closing` comes before they are closed. */
export function assembleParts(
  configuration: Configuration,
  registry: FunctionRegistry,
  addresses: Addresses,
  { tracing, sdkMetricsUrl }: Observation,
  closing: AbortSignal,
): PlatformParts {
  const database = new Database(addresses.databaseUrl);
  const bus = new LocalEventBus();
  const blobs = new BlobStore(database);
  const codec = new ClaimCheckCodec(blobs);
  const connection = Connection.lazy({
    address: addresses.temporalAddress,
    channelArgs: RECONNECT,
    interceptors: [retriesUntil(closing)],
  });
  const { temporalNamespace: namespace } = configuration;
  const dataConverter = { payloadCodecs: [codec] };
  const client = new Client({ connection, namespace, dataConverter, interceptors: tracing.client });
  const listenerName = LISTENER_NAMES[configuration.role === 'api' ? 'api' : 'worker'];
  const workers = new SessionPresence(database);
  const plans = new PlanStore(blobs);
  const store = new ExecutionStore(database);
  const searchAttributes = new SearchAttributes();
  const definitions = new DefinitionService(new DefinitionStore(database, blobs), registry);
  const preparation = new ExecutionPreparation(definitions, plans, searchAttributes);
  return {
    configuration,
    registry,
    database,
    blobs,
    plans,
    codec,
    connection,
    client,
    workers,
    workflows: new ExecutionWorkflows(client, workers),
    store,
    segments: new EventSegmentStore(database),
    preparation,
    children: new ChildPreparer(preparation, store),
    searchAttributes,
    metrics: new PlatformMetrics(sdkMetricsUrl),
    tracing,
    bus,
    exchange: new EventExchange(bus, database, addresses.databaseUrl, listenerName),
    readiness: new Readiness(),
    ui: new TemporalUi(addresses.temporalUi, namespace),
  };
}
