/** Workflow documents and their versions in PostgreSQL. */
import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import type { WorkflowDocument, WorkflowStatus } from '../contracts/document.js';
import type { Json } from '../contracts/json.js';
import { BlobStore } from '../storage/blob-store.js';
import { Database, type Drizzle } from '../storage/database.js';
import { afterCursor, type Page, pageOf, type PageRequest } from '../storage/page.js';
import { workflows, workflowVersions } from '../storage/schema.js';

export interface NewVersion {
  document: WorkflowDocument;
  hash: string;
  /** Canonical JSON of the Plan; stored by its content hash. */
  plan_text: string;
  change_description: string | null;
}
export interface StoredVersion {
  deliverable_type: string;
  version: number;
  hash: string;
  plan_hash: string;
  status: WorkflowStatus;
  document: Json;
  change_description: string | null;
  created_at: Date;
}
/** `status` is the workflow's own for its present version, else that of the older version. */
export interface Startable {
  version: number;
  plan_hash: string;
  head_version: number;
  head_status: WorkflowStatus;
  version_status: WorkflowStatus;
}
export type WorkflowRow = typeof workflows.$inferSelect;
export interface WorkflowFilter {
  discipline?: string | undefined;
  status?: WorkflowStatus | undefined;
  q?: string | undefined;
}
type Transaction = Parameters<Parameters<Drizzle['transaction']>[0]>[0];

const documentStatus = (document: WorkflowDocument): WorkflowStatus => document.status ?? 'active';
function headOf({ document }: NewVersion, version: number, now: Date) {
  return {
    version,
    status: documentStatus(document),
    display_name: document.display_name ?? document.deliverable_type,
    discipline: document.discipline ?? null,
    steps_count: document.workflow_steps.length,
    updated_at: now,
  };
}

@Injectable()
export class DefinitionStore {
  private readonly presentVersion;
  private readonly namedVersion;

  constructor(
    private readonly database: Database,
    private readonly blobStore: BlobStore,
  ) {
    this.presentVersion = startableQuery(database, eq(workflowVersions.version, workflows.version), 'present_version');
    this.namedVersion = startableQuery(
      database,
      eq(workflowVersions.version, sql.placeholder('version')),
      'named_version',
    );
  }

  /** Stores version 1; null when the type exists. */
  async create(added: NewVersion): Promise<WorkflowRow | null> {
    const plan_hash = await this.storePlan(added);
    const now = new Date();
    const { deliverable_type } = added.document;
    return this.database.orm.transaction(async (tx) => {
      const head = { deliverable_type, created_at: now, ...headOf(added, 1, now) };
      const [row] = await tx.insert(workflows).values(head).onConflictDoNothing().returning();
      if (!row) return null;
      await this.addVersion(tx, added, plan_hash, 1, now);
      return row;
    });
  }
  /**
   * Makes a new version in one transaction. `decide` sees the row as it is locked and says the number of the new version,
   * null to keep the present one, or throws. Returns null for an unknown type.
   */
  async replace(
    added: NewVersion,
    decide: (row: WorkflowRow, current: StoredVersion) => number | null,
  ): Promise<WorkflowRow | null> {
    const plan_hash = await this.storePlan(added);
    const { deliverable_type } = added.document;
    return this.database.orm.transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(workflows)
        .where(eq(workflows.deliverable_type, deliverable_type))
        .for('update');
      if (!row) return null;
      const version = decide(row, await this.versionIn(tx, deliverable_type, row.version));
      const now = new Date();
      if (version !== null) await this.addVersion(tx, added, plan_hash, version, now);
      const head = headOf(added, version ?? row.version, now);
      const change = version === null ? { status: head.status } : head;
      const [changed] = await tx
        .update(workflows)
        .set(change)
        .where(eq(workflows.deliverable_type, deliverable_type))
        .returning();
      return changed ?? null;
    });
  }
  async deprecate(deliverable_type: string): Promise<WorkflowRow | null> {
    const change = { status: 'deprecated' as const, updated_at: new Date() };
    const [row] = await this.database.orm
      .update(workflows)
      .set(change)
      .where(eq(workflows.deliverable_type, deliverable_type))
      .returning();
    return row ?? null;
  }
  async head(deliverable_type: string): Promise<WorkflowRow | null> {
    const [row] = await this.database.orm
      .select()
      .from(workflows)
      .where(eq(workflows.deliverable_type, deliverable_type));
    return row ?? null;
  }
  /** What starting an execution needs to know of a version; the document itself stays where it is. */
  async findStartable(deliverable_type: string, version: number | null): Promise<Startable | null> {
    const query = version === null ? this.presentVersion : this.namedVersion;
    const [row] = await query.execute({ deliverable_type, version });
    return row ?? null;
  }
  /** The head and the asked version (the present one by default) in one query; null when either is unknown. */
  async find(deliverable_type: string, version?: number): Promise<{ head: WorkflowRow; stored: StoredVersion } | null> {
    const [row] = await this.database.orm
      .select({ head: workflows, stored: workflowVersions })
      .from(workflows)
      .innerJoin(workflowVersions, eq(workflows.deliverable_type, workflowVersions.deliverable_type))
      .where(
        and(
          eq(workflows.deliverable_type, deliverable_type),
          version === undefined
            ? eq(workflowVersions.version, workflows.version)
            : eq(workflowVersions.version, version),
        ),
      );
    return row ?? null;
  }
  async list(filter: WorkflowFilter, request: PageRequest): Promise<Page<WorkflowRow>> {
    const like = filter.q === undefined ? undefined : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await this.database.orm
      .select()
      .from(workflows)
      .where(
        and(
          filter.discipline === undefined ? undefined : eq(workflows.discipline, filter.discipline),
          filter.status === undefined ? undefined : eq(workflows.status, filter.status),
          like === undefined
            ? undefined
            : or(ilike(workflows.deliverable_type, like), ilike(workflows.display_name, like)),
          afterCursor(request, workflows.created_at, workflows.deliverable_type),
        ),
      )
      .orderBy(desc(workflows.created_at), asc(workflows.deliverable_type))
      .limit(request.limit + 1);
    return pageOf(rows, request, (row) => [row.created_at, row.deliverable_type]);
  }
  async versions(deliverable_type: string, request: PageRequest): Promise<Page<Omit<StoredVersion, 'document'>>> {
    const rows = await this.database.orm
      .select({
        deliverable_type: workflowVersions.deliverable_type,
        version: workflowVersions.version,
        hash: workflowVersions.hash,
        plan_hash: workflowVersions.plan_hash,
        status: workflowVersions.status,
        change_description: workflowVersions.change_description,
        created_at: workflowVersions.created_at,
      })
      .from(workflowVersions)
      .where(
        and(
          eq(workflowVersions.deliverable_type, deliverable_type),
          request.after === undefined ? undefined : sql`${workflowVersions.version} < ${Number(request.after.id)}`,
        ),
      )
      .orderBy(desc(workflowVersions.version))
      .limit(request.limit + 1);
    return pageOf(rows, request, (row) => [row.created_at, String(row.version)]);
  }

  private async storePlan({ plan_text }: NewVersion): Promise<string> {
    return this.blobStore.put(Buffer.from(plan_text, 'utf8'));
  }
  private async versionIn(tx: Transaction, deliverable_type: string, version: number): Promise<StoredVersion> {
    const [row] = await tx
      .select()
      .from(workflowVersions)
      .where(and(eq(workflowVersions.deliverable_type, deliverable_type), eq(workflowVersions.version, version)));
    if (!row) throw new Error(`${deliverable_type} has no version ${version}`);
    return row;
  }
  private async addVersion(
    tx: Transaction,
    added: NewVersion,
    plan_hash: string,
    version: number,
    now: Date,
  ): Promise<void> {
    const { document, hash, change_description } = added;
    await tx.insert(workflowVersions).values({
      deliverable_type: document.deliverable_type,
      version,
      status: documentStatus(document),
      document: document as unknown as Json,
      hash,
      plan_hash,
      change_description,
      created_at: now,
    });
  }
}

function startableQuery({ orm }: Database, isAsked: SQL, name: string) {
  return orm
    .select({
      version: workflowVersions.version,
      plan_hash: workflowVersions.plan_hash,
      head_version: workflows.version,
      head_status: workflows.status,
      version_status: workflowVersions.status,
    })
    .from(workflows)
    .innerJoin(workflowVersions, eq(workflows.deliverable_type, workflowVersions.deliverable_type))
    .where(and(eq(workflows.deliverable_type, sql.placeholder('deliverable_type')), isAsked))
    .prepare(name);
}
