/** GET /api/v1/session: who the client is to this server. */
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Session } from '../contracts/session.js';
import { ForRole } from './access.js';
import { ACCESS_RULES, type AccessRules } from './access-rules.js';
import { identityOf } from './identity.js';

@Controller('api/v1/session')
export class SessionController {
  constructor(@Inject(ACCESS_RULES) private readonly rules: AccessRules) {}

  @Get()
  @ForRole('viewer')
  read(@Req() request: Request): Session {
    const authentication = this.rules.keys === null ? 'none' : 'api_key';
    const { key, role } = identityOf(request);
    return { authentication, actor: key?.id ?? null, role };
  }
}
