import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DefinitionsModule } from '../definitions/definitions.module.js';
import { ApprovalStore } from './approval-store.js';
import { ApprovalsController } from './approvals.controller.js';
import { CommandsController } from './commands.controller.js';
import { DeadLetterRetry } from './dead-letter-retry.js';
import { DeadLetterStore } from './dead-letter-store.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { ExecutionCommands } from './execution-commands.js';
import { ExecutionFollower } from './execution-follower.js';
import { ExecutionLog } from './execution-log.js';
import { ExecutionReader } from './execution-reader.js';
import { ExecutionReconciler } from './execution-reconciler.js';
import { ExecutionRerun } from './execution-rerun.js';
import { ExecutionStarter } from './execution-starter.js';
import { ExecutionsController } from './executions.controller.js';
import { Recordings } from './recordings.js';
import { RerunController } from './rerun.controller.js';
import { Settlement } from './settlement.js';
import { SignalCheck } from './signal-check.js';
import { StartAnswers } from './start-answer.js';
import { StepsController } from './steps.controller.js';

@Module({
  imports: [AuditModule, DefinitionsModule],
  controllers: [
    ExecutionsController,
    StepsController,
    RerunController,
    CommandsController,
    DeadLettersController,
    ApprovalsController,
  ],
  providers: [
    ExecutionStarter,
    ExecutionRerun,
    Recordings,
    StartAnswers,
    SignalCheck,
    ExecutionLog,
    ExecutionReader,
    Settlement,
    ExecutionFollower,
    ExecutionReconciler,
    ExecutionCommands,
    DeadLetterStore,
    DeadLetterRetry,
    ApprovalStore,
  ],
  exports: [ExecutionLog, ExecutionReader, ExecutionReconciler],
})
export class ExecutionsModule {}
