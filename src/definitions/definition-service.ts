/** Publishing: a document becomes a stored version only when it compiles. */
import { Inject, Injectable } from '@nestjs/common';
import type { WorkflowDocument } from '../contracts/document.js';
import type { Finding } from '../contracts/finding.js';
import type { FunctionCatalogue } from '../contracts/function.js';
import type { Validation } from '../contracts/graph.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { VersionDiff } from '../contracts/version-diff.js';
import type { PublishedVersion } from '../contracts/workflow.js';
import { conflict, notFound, Problem, unprocessable } from '../http/problem.js';
import { compilePlan } from '../plan/compile-plan.js';
import { contentHash } from '../plan/content-hash.js';
import { diffDocuments } from '../plan/version-diff.js';
import { canonicalText } from '../schema/json-schema/json-equality.js';
import {
  DefinitionStore,
  type NewVersion,
  type Startable,
  type StoredVersion,
  type WorkflowRow,
} from './definition-store.js';
import { FUNCTION_CATALOGUE } from './function-catalogue.js';

export interface PublishOptions {
  change_description: string | null;
  /** The version that the client believes to be the present one (If-Match). */
  if_match?: number | null;
}
interface Compiled extends NewVersion {
  findings: Finding[];
}

@Injectable()
export class DefinitionService {
  constructor(
    private readonly store: DefinitionStore,
    @Inject(FUNCTION_CATALOGUE) private readonly catalogue: FunctionCatalogue,
  ) {}

  validate(document: Json): Validation {
    const { plan, findings, graph } = compilePlan(document, this.catalogue);
    return { valid: plan !== null, findings, graph };
  }
  /** @throws Problem 422 with every finding, 409 when the type exists */
  async publish(document: Json, options: PublishOptions): Promise<PublishedVersion> {
    const compiled = this.compile(document, options);
    const row = await this.store.create(compiled);
    const { deliverable_type } = compiled.document;
    if (!row)
      throw conflict(
        'workflow_exists',
        `${deliverable_type} exists; PUT /api/v1/workflows/${deliverable_type} makes a new version`,
      );
    return { deliverable_type, version: row.version, hash: compiled.hash, findings: compiled.findings };
  }
  /** @throws Problem 422, 404 for an unknown type, 412 when If-Match names another version */
  async replace(deliverable_type: string, document: Json, options: PublishOptions): Promise<PublishedVersion> {
    const compiled = this.compile(document, options);
    if (compiled.document.deliverable_type !== deliverable_type) throw otherType(deliverable_type, compiled.document);
    const row = await this.store.replace(compiled, (head, current) => {
      refuseOtherVersion(head, options.if_match ?? null);
      return current.hash === compiled.hash ? null : head.version + 1;
    });
    if (!row) throw unknownType(deliverable_type);
    return { deliverable_type, version: row.version, hash: compiled.hash, findings: compiled.findings };
  }
  /** Publishes the content of an earlier version as a new one. */
  async rollback(deliverable_type: string, version: number): Promise<PublishedVersion> {
    const { stored } = await this.find(deliverable_type, version);
    const compiled = this.compile(stored.document, { change_description: `Rollback to version ${version}` });
    const row = await this.store.replace(compiled, (head) => head.version + 1);
    if (!row) throw unknownType(deliverable_type);
    return { deliverable_type, version: row.version, hash: compiled.hash, findings: compiled.findings };
  }
  /** What turns one version into another: by default the one before `to` into the present one. @throws Problem 404 */
  async diff(deliverable_type: string, versions: { from?: number | undefined; to?: number | undefined }) {
    const { stored: after } = await this.find(deliverable_type, versions.to);
    const from = versions.from ?? after.version - 1;
    if (from === 0) throw notFound(`${deliverable_type} has no version before ${after.version}; name one with from`);
    const { stored: before } = await this.find(deliverable_type, from);
    const changes = diffDocuments(before.document as JsonObject, after.document as JsonObject);
    return { from, to: after.version, ...changes } satisfies VersionDiff;
  }
  /** @throws Problem 404 */
  async findStartable(deliverable_type: string, version: number | null): Promise<Startable> {
    const found = await this.store.findStartable(deliverable_type, version);
    if (found) return found;
    await this.find(deliverable_type, version ?? undefined);
    throw unknownType(deliverable_type);
  }
  /** @throws Problem 404 */
  async find(deliverable_type: string, version?: number): Promise<{ head: WorkflowRow; stored: StoredVersion }> {
    const found = await this.store.find(deliverable_type, version);
    if (found) return found;
    if (version === undefined || !(await this.store.head(deliverable_type))) throw unknownType(deliverable_type);
    throw notFound(`${deliverable_type} has no version ${version}`);
  }
  /** @throws Problem 404 */
  async deprecate(deliverable_type: string): Promise<WorkflowRow> {
    const row = await this.store.deprecate(deliverable_type);
    if (!row) throw unknownType(deliverable_type);
    return row;
  }

  private compile(document: Json, { change_description }: PublishOptions): Compiled {
    const { plan, findings } = compilePlan(document, this.catalogue);
    if (plan === null) throw unprocessable('document_invalid', 'The document cannot be published', findings);
    const checked = document as unknown as WorkflowDocument;
    return {
      document: checked,
      hash: contentHash(document),
      plan_text: canonicalText(plan as unknown as Json),
      change_description,
      findings,
    };
  }
}
const unknownType = (deliverable_type: string): Problem => notFound(`There is no workflow ${deliverable_type}`);
function otherType(deliverable_type: string, document: WorkflowDocument): Problem {
  const message = `deliverable_type is ${document.deliverable_type}, but the path names ${deliverable_type}`;
  return unprocessable('document_invalid', 'The document belongs to another type', [
    { code: 'schema_violation', severity: 'error', path: '/deliverable_type', message },
  ]);
}
function refuseOtherVersion(head: WorkflowRow, expected: number | null): void {
  if (expected === null || expected === head.version) return;
  throw new Problem(
    412,
    'version_mismatch',
    `The present version is ${head.version}, not ${expected}: read it again before you change it`,
  );
}
