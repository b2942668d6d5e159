/** What skipped and failed dependencies mean for a step: DOCUMENT "join". */
import type { Join } from '../src/contracts/document.js';

export interface DependencyFate {
  has_value: boolean;
  failed: boolean;
}
export type JoinDecision = 'run' | 'dependency_skipped' | 'dependency_failed';

/** Decides over the dependencies that `join` looks at, all of which have ended. */
export function joinDecision(join: Join, dependencies: DependencyFate[]): JoinDecision {
  const without = dependencies.filter((dependency) => !dependency.has_value);
  const reason = without.some((dependency) => dependency.failed) ? 'dependency_failed' : 'dependency_skipped';
  switch (join) {
    case 'always':
      return 'run';
    case 'any':
      return without.length < dependencies.length || dependencies.length === 0 ? 'run' : reason;
    case 'all':
      return without.length === 0 ? 'run' : reason;
    default:
      return join satisfies never;
  }
}
