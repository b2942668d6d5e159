import type { WorkflowStatus } from '../../../../src/contracts/document.js';

/** Drafts and deprecated workflows refuse to start. */
export const canStart = (status: WorkflowStatus): boolean => status === 'active' || status === 'testing';
