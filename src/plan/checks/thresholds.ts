import type { Check } from '../compile-context.js';
import { objectIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { RISK_THRESHOLDS, riskThresholds } from '../risk-thresholds.js';

/** auto_approve_threshold <= require_review_threshold <= require_hitl_threshold, where defaults count as well. */
export const thresholds: Check = ({ source }) => {
  const config = objectIn(source.risk_config);
  const values = riskThresholds(config);
  return RISK_THRESHOLDS.flatMap(([name], index) => {
    const before = RISK_THRESHOLDS[index - 1]?.[0];
    if (!before || values[name] >= values[before]) return [];
    const told = (key: typeof name): string =>
      `${key} ${values[key]}${config && key in config ? '' : ' (the default)'}`;
    const message = `${told(name)} is below ${told(before)}`;
    return [
      planFinding('thresholds_out_of_order', `/risk_config/${config && name in config ? name : before}`, message),
    ];
  });
};
