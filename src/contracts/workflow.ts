/** Workflows and their versions, as the API answers them. Times are ISO 8601 UTC with milliseconds. */
import type { WorkflowDocument, WorkflowStatus } from './document.js';
import type { Finding } from './finding.js';

/** A row of GET /workflows. */
export interface WorkflowSummary {
  deliverable_type: string;
  display_name: string;
  discipline: string | null;
  status: WorkflowStatus;
  /** The present one. */
  version: number;
  steps_count: number;
  created_at: string;
  updated_at: string;
}
/** The answer of GET /workflows/{type}. */
export interface WorkflowVersion {
  deliverable_type: string;
  version: number;
  hash: string;
  status: WorkflowStatus;
  document: WorkflowDocument;
  created_at: string;
  updated_at: string;
  change_description: string | null;
}
/** A row of GET /workflows/{type}/versions. */
export interface VersionSummary {
  version: number;
  hash: string;
  status: WorkflowStatus;
  change_description: string | null;
  created_at: string;
}
/** The answer of a publication, a new version and a rollback. */
export interface PublishedVersion {
  deliverable_type: string;
  version: number;
  hash: string;
  findings: Finding[];
}
