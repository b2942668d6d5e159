import { Module } from '@nestjs/common';
import { AuditFollower } from './audit-follower.js';
import { AuditRecorder } from './audit-recorder.js';
import { AuditStore } from './audit-store.js';
import { AuditController } from './audit.controller.js';

@Module({
  controllers: [AuditController],
  providers: [AuditStore, AuditRecorder, AuditFollower],
  exports: [AuditRecorder, AuditStore],
})
export class AuditModule {}
