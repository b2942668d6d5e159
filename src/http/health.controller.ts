/** /health/live and /health/ready. */
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { OpenToAll } from '../security/access.js';
import { Readiness } from './readiness.js';

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @OpenToAll()
  live() {
    return { status: 'alive' };
  }
  @Get('ready')
  @OpenToAll()
  async ready(@Res({ passthrough: true }) response: Response) {
    const { ready, dependencies } = await this.readiness.report();
    response.status(ready ? 200 : 503);
    if (ready) return { status: 'ready', dependencies };
    const missing = dependencies.filter(({ state }) => state !== 'up');
    const detail = missing.map(({ name, reason }) => `${name}: ${reason ?? 'starting'}`).join('; ');
    response.type('application/problem+json');
    return { type: 'about:blank', title: 'Service Unavailable', status: 503, detail, code: 'not_ready', dependencies };
  }
}
