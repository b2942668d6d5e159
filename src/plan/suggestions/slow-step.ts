import { namedStep, WORTHWHILE_MS, type Suggest } from './suggestion-context.js';

const SHARE_OF_CRITICAL_PATH = 0.5;

/** A step whose own measured duration is at least half of the measured critical path of several steps. */
export const slowStep: Suggest = ({
  steps,
  measured,
  measured_critical_path: path,
  measured_critical_path_ms: total,
}) => {
  if (path.length < 2 || total === 0) return [];
  return path.flatMap((step) => {
    const duration = measured.get(step) ?? 0;
    const share = duration / total;
    if (share < SHARE_OF_CRITICAL_PATH || duration < WORTHWHILE_MS) return [];
    const message = `Step ${namedStep(step, steps)} alone takes ${Math.round(share * 100)} % of the measured critical path; making it faster or splitting it shortens every execution`;
    return [{ code: 'slow_step', message, step_numbers: [step] }];
  });
};
