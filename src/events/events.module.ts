import { Module } from '@nestjs/common';
import { ExecutionLog } from '../executions/execution-log.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { EVENT_SOURCE } from './event-source.js';
import { StreamController } from './stream.controller.js';
import { WebSocketGateway } from './websocket-gateway.js';

@Module({
  imports: [ExecutionsModule],
  controllers: [StreamController],
  providers: [WebSocketGateway, { provide: EVENT_SOURCE, useExisting: ExecutionLog }],
  exports: [WebSocketGateway],
})
export class EventsModule {}
