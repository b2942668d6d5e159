import { namedStep, type Suggest } from './suggestion-context.js';

const SHARE_OF_CRITICAL_PATH = 0.5;

/** A step whose own measured duration is at least half of the measured critical path of several steps. */
export const slowStep: Suggest = ({ steps, measured, measured_critical_path: path }) => {
  if (path.length < 2) return [];
  const total = path.reduce((sum, step) => sum + (measured.get(step) ?? 0), 0);
  return path.flatMap((step) => {
    const duration = measured.get(step) ?? 0;
    if (total === 0 || duration / total < SHARE_OF_CRITICAL_PATH) return [];
    const percent = Math.round((duration / total) * 100);
    const message = `Step ${namedStep(step, steps)} alone takes ${percent} % of the measured critical path; making it faster or splitting it shortens every execution`;
    return [{ code: 'slow_step', message, step_numbers: [step] }];
  });
};
