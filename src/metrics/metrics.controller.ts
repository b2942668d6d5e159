/** GET /metrics, in the text format of Prometheus. */
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ForRole } from '../security/access.js';
import { PlatformMetrics } from './platform-metrics.js';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: PlatformMetrics) {}

  @Get()
  @ForRole('viewer')
  async read(@Res() response: Response): Promise<void> {
    response.set('content-type', this.metrics.contentType).send(await this.metrics.text());
  }
}
