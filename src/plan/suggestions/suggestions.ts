import { conditionOnlyDependency } from './condition-only-dependency.js';
import { loneStep } from './lone-step.js';
import { parallelismBelowWidth } from './parallelism-below-width.js';
import { slowStep } from './slow-step.js';
import type { Suggest } from './suggestion-context.js';

/** Every kind of suggestion about a graph, in the order in which they are given. */
export const SUGGESTIONS: readonly Suggest[] = [conditionOnlyDependency, loneStep, slowStep, parallelismBelowWidth];
