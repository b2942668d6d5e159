/** /api/v1/workflows: publish, replace, read, compare, deprecate; validate, draw and measure. */
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import type { Response } from 'express';
import { AuditRecorder } from '../audit/audit-recorder.js';
import { WORKFLOW_STATUSES } from '../contracts/document.js';
import type { Json, JsonObject } from '../contracts/json.js';
import { malformed } from '../http/problem.js';
import {
  choiceParameter,
  integerParameter,
  pageParameters,
  type Query as Parameters,
  textParameter,
} from '../http/query-parameters.js';
import { DocumentSources } from '../http/sources/document-sources.interceptor.js';
import { Origin, type RequestOrigin } from '../http/request-actor.js';
import { ForRole } from '../security/access.js';
import { DefinitionService } from './definition-service.js';
import { DefinitionStore, type StoredVersion, type WorkflowRow } from './definition-store.js';
import { GRAPH_FORMATS, GraphRenderer } from './graph-renderer.js';
import { MeasuredGraphs } from './measured-graph.js';
import { WorkflowStatisticsReader } from './workflow-statistics.js';

const MAX_VERSION = 2 ** 31 - 1;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 365;
const versionParameter = (query: Parameters, name = 'version') =>
  integerParameter(query, name, { min: 1, max: MAX_VERSION });
function versionInPath(text: string): number {
  return versionParameter({ version: text }) ?? 1;
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
    private readonly measuredGraphs: MeasuredGraphs,
    private readonly statistics: WorkflowStatisticsReader,
    private readonly audit: AuditRecorder,
  ) {}

  @Post()
  @UseInterceptors(DocumentSources)
  @ForRole('admin')
  publish(@Body() document: Json, @Query() query: Parameters, @Origin() origin: RequestOrigin) {
    const change_description = textParameter(query, 'change_description') ?? null;
    const change = this.definitions.publish(document, { change_description });
    return this.audited('workflow_published', change, origin, { change_description });
  }
  @Put(':type')
  @UseInterceptors(DocumentSources)
  @ForRole('admin')
  replace(
    @Param('type') type: string,
    @Body() document: Json,
    @Query() query: Parameters,
    @Origin() origin: RequestOrigin,
    @Headers('if-match') match?: string,
  ) {
    const change_description = textParameter(query, 'change_description') ?? null;
    const change = this.definitions.replace(type, document, { change_description, if_match: ifMatch(match) });
    return this.audited('workflow_updated', change, origin, { change_description });
  }
  @Get()
  @ForRole('viewer')
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
  @UseInterceptors(DocumentSources)
  @ForRole('viewer')
  validate(@Body() document: Json) {
    return this.definitions.validate(document);
  }
  @Post('graph')
  @HttpCode(200)
  @UseInterceptors(DocumentSources)
  @ForRole('viewer')
  async drawSent(@Body() document: Json, @Query() query: Parameters, @Res() response: Response) {
    const format = choiceParameter(query, 'format', GRAPH_FORMATS) ?? 'json';
    await this.graphs.send(response, document, format);
  }
  @Get(':type')
  @ForRole('viewer')
  async read(@Param('type') type: string, @Query() query: Parameters) {
    return versionOf(await this.definitions.find(type, versionParameter(query)));
  }
  @Delete(':type')
  @ForRole('admin')
  async deprecate(@Param('type') type: string, @Origin() origin: RequestOrigin) {
    return rowOf(await this.audited('workflow_deprecated', this.definitions.deprecate(type), origin));
  }
  @Get(':type/versions')
  @ForRole('viewer')
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
  @ForRole('admin')
  rollback(@Param('type') type: string, @Param('version') version: string, @Origin() origin: RequestOrigin) {
    const to_version = versionInPath(version);
    return this.audited('workflow_rolled_back', this.definitions.rollback(type, to_version), origin, { to_version });
  }
  @Get(':type/graph')
  @ForRole('viewer')
  async draw(@Param('type') type: string, @Query() query: Parameters, @Res() response: Response) {
    const format = choiceParameter(query, 'format', GRAPH_FORMATS) ?? 'json';
    const found = await this.definitions.find(type, versionParameter(query));
    const { graph, steps } = await this.measuredGraphs.describe(found);
    await this.graphs.sendGraph(response, graph, steps, format);
  }
  @Get(':type/diff')
  @ForRole('viewer')
  diff(@Param('type') type: string, @Query() query: Parameters) {
    return this.definitions.diff(type, { from: versionParameter(query, 'from'), to: versionParameter(query, 'to') });
  }
  @Get(':type/stats')
  @ForRole('viewer')
  stats(@Param('type') type: string, @Query() query: Parameters) {
    const days = integerParameter(query, 'days', { min: 1, max: MAX_DAYS }) ?? DEFAULT_DAYS;
    return this.statistics.read(type, days);
  }

  private async audited<Changed extends { deliverable_type: string; version: number }>(
    action: string,
    change: Promise<Changed>,
    origin: RequestOrigin,
    more: JsonObject = {},
  ): Promise<Changed> {
    const changed = await change;
    const { deliverable_type, version } = changed;
    await this.audit.record({ action, details: { deliverable_type, version, ...more } }, origin);
    return changed;
  }
}
