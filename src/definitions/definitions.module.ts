import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ActivityFigures } from './activity-figures.js';
import { DefinitionService } from './definition-service.js';
import { DefinitionStore } from './definition-store.js';
import { ExecutionStatistics } from './execution-statistics.js';
import { ExpressionsController } from './expressions.controller.js';
import { FunctionsController } from './functions.controller.js';
import { GraphRenderer } from './graph-renderer.js';
import { MeasuredGraphs } from './measured-graph.js';
import { PlatformStatisticsReader } from './platform-statistics.js';
import { StatisticsController } from './statistics.controller.js';
import { WorkflowStatisticsReader } from './workflow-statistics.js';
import { WorkflowsController } from './workflows.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [WorkflowsController, FunctionsController, ExpressionsController, StatisticsController],
  providers: [
    DefinitionStore,
    DefinitionService,
    GraphRenderer,
    ExecutionStatistics,
    MeasuredGraphs,
    WorkflowStatisticsReader,
    ActivityFigures,
    PlatformStatisticsReader,
  ],
  exports: [DefinitionService, GraphRenderer],
})
export class DefinitionsModule {}
