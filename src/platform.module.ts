/** Makes the parts of the process injectable everywhere. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { FUNCTION_CATALOGUE } from './definitions/function-catalogue.js';
import { EventExchange } from './events/event-exchange.js';
import { EVENT_BUS } from './events/event-source.js';
import { STREAM_BOUNDS } from './events/stream-limits.js';
import { EventSegmentStore } from './executions/event-segment-store.js';
import { ExecutionPreparation } from './executions/execution-preparation.js';
import { ExecutionStore } from './executions/execution-store.js';
import { ExecutionWorkflows } from './executions/execution-workflows.js';
import { TEMPORAL_UI } from './executions/temporal-ui.js';
import { Readiness } from './http/readiness.js';
import { PlatformMetrics } from './metrics/platform-metrics.js';
import type { PlatformParts } from './platform-parts.js';
import { BlobStore } from './storage/blob-store.js';
import { Database } from './storage/database.js';
import { PlanStore } from './storage/plan-store.js';
import { ClaimCheckCodec } from './temporal/claim-check-codec.js';

@Global()
@Module({})
export class PlatformModule {
  static with(parts: PlatformParts): DynamicModule {
    const providers = [
      { provide: Database, useValue: parts.database },
      { provide: BlobStore, useValue: parts.blobs },
      { provide: PlanStore, useValue: parts.plans },
      { provide: ExecutionWorkflows, useValue: parts.workflows },
      { provide: ExecutionStore, useValue: parts.store },
      { provide: EventSegmentStore, useValue: parts.segments },
      { provide: ExecutionPreparation, useValue: parts.preparation },
      { provide: ClaimCheckCodec, useValue: parts.codec },
      { provide: Readiness, useValue: parts.readiness },
      { provide: PlatformMetrics, useValue: parts.metrics },
      { provide: EVENT_BUS, useValue: parts.bus },
      { provide: EventExchange, useValue: parts.exchange },
      { provide: STREAM_BOUNDS, useValue: parts.configuration.streamBounds },
      { provide: FUNCTION_CATALOGUE, useValue: parts.registry },
      { provide: TEMPORAL_UI, useValue: parts.ui },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
