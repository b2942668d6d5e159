/** GET /api/v1/stats: how the executions of all workflows went. */
import { Controller, Get, Query } from '@nestjs/common';
import { integerParameter, type Query as Parameters } from '../http/query-parameters.js';
import { ForRole } from '../security/access.js';
import { PlatformStatisticsReader } from './platform-statistics.js';

const DEFAULT_DAYS = 7;
const MAX_DAYS = 365;

@Controller('api/v1/stats')
export class StatisticsController {
  constructor(private readonly statistics: PlatformStatisticsReader) {}

  @Get()
  @ForRole('viewer')
  read(@Query() query: Parameters) {
    return this.statistics.read(integerParameter(query, 'days', { min: 1, max: MAX_DAYS }) ?? DEFAULT_DAYS);
  }
}
