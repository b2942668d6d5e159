import { Module } from '@nestjs/common';
import { DefinitionService } from './definition-service.js';
import { DefinitionStore } from './definition-store.js';
import { ExpressionsController } from './expressions.controller.js';
import { FunctionsController } from './functions.controller.js';
import { GraphRenderer } from './graph-renderer.js';
import { WorkflowsController } from './workflows.controller.js';

@Module({
  controllers: [WorkflowsController, FunctionsController, ExpressionsController],
  providers: [DefinitionStore, DefinitionService, GraphRenderer],
  exports: [DefinitionService, GraphRenderer],
})
export class DefinitionsModule {}
