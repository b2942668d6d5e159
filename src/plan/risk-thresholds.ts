import type { JsonObject } from '../contracts/json.js';
import { numberIn } from './json-reading.js';

/** The thresholds in the order in which each has to be at least the one before it, with their defaults. */
export const RISK_THRESHOLDS = [
  ['auto_approve_threshold', 0.3],
  ['require_review_threshold', 0.7],
  ['require_hitl_threshold', 0.9],
] as const;
export type RiskThreshold = (typeof RISK_THRESHOLDS)[number][0];

/** The thresholds of a risk_config, defaults filled in. */
export function riskThresholds(config: JsonObject = {}): Record<RiskThreshold, number> {
  const entries = RISK_THRESHOLDS.map(([name, byDefault]) => [name, numberIn(config[name]) ?? byDefault]);
  return Object.fromEntries(entries) as Record<RiskThreshold, number>;
}
