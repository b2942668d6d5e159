import { Module } from '@nestjs/common';
import { ExecutionLog } from '../executions/execution-log.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { AllExecutionsFeed } from './all-executions-feed.js';
import { EVENT_SOURCE } from './event-source.js';
import { ExecutionFeeds } from './execution-feeds.js';
import { StreamLimits } from './stream-limits.js';
import { StreamController } from './stream.controller.js';
import { Streams } from './streams.js';
import { WebSocketGateway } from './websocket-gateway.js';

@Module({
  imports: [ExecutionsModule],
  controllers: [StreamController],
  providers: [
    WebSocketGateway,
    Streams,
    StreamLimits,
    ExecutionFeeds,
    AllExecutionsFeed,
    { provide: EVENT_SOURCE, useExisting: ExecutionLog },
  ],
  exports: [WebSocketGateway, StreamLimits],
})
export class EventsModule {}
