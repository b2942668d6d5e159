import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DefinitionService } from './definition-service.js';
import { DefinitionStore } from './definition-store.js';
import { ExecutionStatistics } from './execution-statistics.js';
import { ExpressionsController } from './expressions.controller.js';
import { FunctionsController } from './functions.controller.js';
import { GraphRenderer } from './graph-renderer.js';
import { MeasuredGraphs } from './measured-graph.js';
import { WorkflowStatisticsReader } from './workflow-statistics.js';
import { WorkflowsController } from './workflows.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [WorkflowsController, FunctionsController, ExpressionsController],
  providers: [
    DefinitionStore,
    DefinitionService,
    GraphRenderer,
    ExecutionStatistics,
    MeasuredGraphs,
    WorkflowStatisticsReader,
  ],
  exports: [DefinitionService, GraphRenderer],
})
export class DefinitionsModule {}
