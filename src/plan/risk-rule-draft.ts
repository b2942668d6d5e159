import type { JsonObject } from '../contracts/json.js';
import { conditionDraft, type ConditionDraft } from './condition-draft.js';
import { listIn, objectIn } from './json-reading.js';
import type { ReferenceReading } from './reference-reading.js';

/** A rule of risk_config as far as it can be read. */
export interface RiskRuleDraft {
  condition: ConditionDraft | null;
}

/** One draft for each entry of risk_config.rules, in their order. */
export function riskRuleDrafts(document: JsonObject, reading: ReferenceReading): RiskRuleDraft[] {
  return listIn(objectIn(document.risk_config)?.rules).map((rule, index) => ({
    condition: conditionDraft(objectIn(rule)?.condition, `/risk_config/rules/${index}/condition`, reading),
  }));
}
