import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Json } from '../contracts/json.js';
import { ForRole } from '../security/access.js';
import { evaluateRequest } from './expression-evaluation.js';

@Controller('api/v1/expressions')
export class ExpressionsController {
  @Post('evaluate')
  @HttpCode(200)
  @ForRole('viewer')
  evaluate(@Body() body: Json) {
    return evaluateRequest(body);
  }
}
