/** /health/live and /health/ready. */
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { OpenToAll } from '../security/access.js';
import { Readiness, readinessAnswer } from './readiness.js';

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
    const { status, type, body } = await readinessAnswer(this.readiness);
    response.status(status).type(type);
    return body;
  }
}
