import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { ACCESS_RULES, type AccessRules } from './access-rules.js';
import { DeclaredAccess } from './declared-access.js';
import { OpenStreams } from './open-streams.js';
import { RefusalAudit } from './refusal-audit.js';
import { RequestGate } from './request-gate.js';
import { SessionController } from './session.controller.js';
import { StreamTickets } from './stream-tickets.js';
import { StreamTicketsController } from './stream-tickets.controller.js';

@Global()
@Module({})
export class SecurityModule {
  static with(rules: AccessRules): DynamicModule {
    const provided = [{ provide: ACCESS_RULES, useValue: rules }, RequestGate, OpenStreams, RefusalAudit];
    return {
      module: SecurityModule,
      imports: [AuditModule, DiscoveryModule],
      controllers: [SessionController, StreamTicketsController],
      providers: [...provided, StreamTickets, DeclaredAccess],
      exports: provided,
    };
  }
}
