import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from '../security/access.guard.js';
import { HealthController } from './health.controller.js';
import { ProblemFilter } from './problem-filter.js';
import { ReadinessGuard } from './readiness.guard.js';

@Module({
  controllers: [HealthController],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: ReadinessGuard },
  ],
})
export class HttpModule {}
