import type { Bottleneck } from '../contracts/graph.js';
import type { SuggestionContext } from './suggestions/suggestion-context.js';

const MAX_BOTTLENECKS = 3;

/** The measured steps that take most of the measured critical path, the largest share first; none without measurements. */
export function bottlenecksOf({
  measured,
  measured_critical_path,
  measured_critical_path_ms,
}: Pick<SuggestionContext, 'measured' | 'measured_critical_path' | 'measured_critical_path_ms'>): Bottleneck[] {
  return measured_critical_path
    .map((step_number) => {
      const p50_ms = measured.get(step_number) ?? 0;
      return { step_number, p50_ms, share: Math.round((p50_ms / measured_critical_path_ms) * 10_000) / 10_000 };
    })
    .filter(({ p50_ms }) => p50_ms > 0)
    .sort((left, right) => right.p50_ms - left.p50_ms)
    .slice(0, MAX_BOTTLENECKS);
}
