import { Module } from '@nestjs/common';
import { DefinitionsModule } from '../definitions/definitions.module.js';
import { CommandsController } from './commands.controller.js';
import { ExecutionFollower } from './execution-follower.js';
import { ExecutionReader } from './execution-reader.js';
import { ExecutionReconciler } from './execution-reconciler.js';
import { ExecutionStarter } from './execution-starter.js';
import { ExecutionsController } from './executions.controller.js';
import { Settlement } from './settlement.js';

@Module({
  imports: [DefinitionsModule],
  controllers: [ExecutionsController, CommandsController],
  providers: [ExecutionStarter, ExecutionReader, Settlement, ExecutionFollower, ExecutionReconciler],
  exports: [ExecutionReader, ExecutionReconciler],
})
export class ExecutionsModule {}
