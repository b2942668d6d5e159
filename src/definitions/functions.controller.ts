/** GET /api/v1/functions: what steps can call. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { FunctionCatalogue } from '../contracts/function.js';
import { pageParameters, type Query as Parameters } from '../http/query-parameters.js';
import { ForRole } from '../security/access.js';
import { encodeCursor } from '../storage/page.js';
import { FUNCTION_CATALOGUE } from './function-catalogue.js';

const EPOCH = new Date(0);

@Controller('api/v1/functions')
export class FunctionsController {
  constructor(@Inject(FUNCTION_CATALOGUE) private readonly catalogue: FunctionCatalogue) {}

  @Get()
  @ForRole('viewer')
  list(@Query() query: Parameters) {
    const { limit, after } = pageParameters(query);
    const rest = this.catalogue.list().filter((entry) => after === undefined || entry.name > after.id);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return { items, next_cursor: rest.length > limit && last ? encodeCursor(EPOCH, last.name) : null };
  }
}
