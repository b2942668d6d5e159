import type { RiskDecision } from '../../../../src/contracts/execution.js';

const WORDS: Record<RiskDecision, string> = {
  auto_approved: 'approved by itself',
  needs_review: 'needs a review',
  requires_approval: 'requires approval',
  failed: 'failed',
};
export const decisionWords = (decision: RiskDecision): string => WORDS[decision];
