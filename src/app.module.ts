import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DefinitionsModule } from './definitions/definitions.module.js';
import { EventsModule } from './events/events.module.js';
import { ExecutionsModule } from './executions/executions.module.js';
import { HttpModule } from './http/http.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { PlatformModule } from './platform.module.js';
import type { PlatformParts } from './platform-parts.js';
import type { AccessRules } from './security/access-rules.js';
import { SecurityModule } from './security/security.module.js';
import { CodecModule } from './temporal/codec.module.js';

@Module({})
export class AppModule {
  static with(parts: PlatformParts, rules: AccessRules): DynamicModule {
    const imports = [
      PlatformModule.with(parts),
      SecurityModule.with(rules),
      DefinitionsModule,
      ExecutionsModule,
      EventsModule,
      AuditModule,
      CodecModule,
      DashboardModule,
      MetricsModule,
      HttpModule,
    ];
    return { module: AppModule, imports };
  }
}
