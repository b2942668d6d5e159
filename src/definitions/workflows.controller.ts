/** /api/v1/workflows: publish, replace, read, deprecate; validate and draw. */
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WORKFLOW_STATUSES } from '../contracts/document.js';
import type { Json } from '../contracts/json.js';
import { malformed } from '../http/problem.js';
import {
  choiceParameter,
  integerParameter,
  pageParameters,
  type Query as Parameters,
  textParameter,
} from '../http/query-parameters.js';
import { DefinitionService } from './definition-service.js';
import { DefinitionStore, type StoredVersion, type WorkflowRow } from './definition-store.js';
import { GRAPH_FORMATS, GraphRenderer } from './graph-renderer.js';

const MAX_VERSION = 2 ** 31 - 1;
const versionParameter = (query: Parameters) => integerParameter(query, 'version', { min: 1, max: MAX_VERSION });
function versionInPath(text: string): number {
  return integerParameter({ version: text }, 'version', { min: 1, max: MAX_VERSION }) ?? 1;
}
/** `"3"`, `3` and `*`. */
function ifMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header)?.[1];
  if (version === undefined)
    throw malformed('invalid_if_match', `If-Match: ${header} is not a version in quotation marks, such as "3"`);
  return Number(version);
}
function rowOf(row: WorkflowRow) {
  const { deliverable_type, display_name, discipline, status, version, steps_count, created_at, updated_at } = row;
  return { deliverable_type, display_name, discipline, status, version, steps_count, created_at, updated_at };
}
function versionOf({ head, stored }: { head: WorkflowRow; stored: StoredVersion }) {
  const { deliverable_type, version, hash, document, change_description } = stored;
  const status = version === head.version ? head.status : stored.status;
  const { created_at, updated_at } = head;
  return { deliverable_type, version, hash, status, document, created_at, updated_at, change_description };
}

@Controller('api/v1/workflows')
export class WorkflowsController {
  constructor(
    private readonly definitions: DefinitionService,
    private readonly store: DefinitionStore,
    private readonly graphs: GraphRenderer,
  ) {}

  @Post()
  publish(@Body() document: Json, @Query() query: Parameters) {
    return this.definitions.publish(document, {
      change_description: textParameter(query, 'change_description') ?? null,
    });
  }
  @Put(':type')
  replace(
    @Param('type') type: string,
    @Body() document: Json,
    @Query() query: Parameters,
    @Headers('if-match') match?: string,
  ) {
    const change_description = textParameter(query, 'change_description') ?? null;
    return this.definitions.replace(type, document, { change_description, if_match: ifMatch(match) });
  }
  @Get()
  async list(@Query() query: Parameters) {
    const filter = {
      discipline: textParameter(query, 'discipline'),
      status: choiceParameter(query, 'status', WORKFLOW_STATUSES),
      q: textParameter(query, 'q'),
    };
    const { items, next_cursor } = await this.store.list(filter, pageParameters(query));
    return { items: items.map(rowOf), next_cursor };
  }
  @Post('validate')
  @HttpCode(200)
  validate(@Body() document: Json) {
    return this.definitions.validate(document);
  }
  @Post('graph')
  @HttpCode(200)
  async drawSent(@Body() document: Json, @Query() query: Parameters, @Res() response: Response) {
    const format = choiceParameter(query, 'format', GRAPH_FORMATS) ?? 'json';
    await this.graphs.send(response, document, format);
  }
  @Get(':type')
  async read(@Param('type') type: string, @Query() query: Parameters) {
    return versionOf(await this.definitions.find(type, versionParameter(query)));
  }
  @Delete(':type')
  async deprecate(@Param('type') type: string) {
    return rowOf(await this.definitions.deprecate(type));
  }
  @Get(':type/versions')
  async versions(@Param('type') type: string, @Query() query: Parameters) {
    const page = pageParameters(query, (id) => /^\d{1,9}$/.test(id));
    await this.definitions.find(type);
    const { items, next_cursor } = await this.store.versions(type, page);
    const rows = items.map(({ version, hash, status, change_description, created_at }) => ({
      version,
      hash,
      status,
      change_description,
      created_at,
    }));
    return { items: rows, next_cursor };
  }
  @Post(':type/rollback/:version')
  rollback(@Param('type') type: string, @Param('version') version: string) {
    return this.definitions.rollback(type, versionInPath(version));
  }
  @Get(':type/graph')
  async draw(@Param('type') type: string, @Query() query: Parameters, @Res() response: Response) {
    const format = choiceParameter(query, 'format', GRAPH_FORMATS) ?? 'json';
    const { stored } = await this.definitions.find(type, versionParameter(query));
    await this.graphs.send(response, stored.document, format);
  }
}
