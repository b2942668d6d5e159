import { conditionOnlyDependency } from './condition-only-dependency.js';
import { eagerIsFaster } from './eager-is-faster.js';
import { loneStep } from './lone-step.js';
import { parallelismBelowWidth } from './parallelism-below-width.js';
import { slowStep } from './slow-step.js';
import type { GraphSuggestion } from '../../contracts/graph.js';
import type { Suggest, SuggestionContext } from './suggestion-context.js';

/** Every kind of suggestion about a graph, in the order in which they are given. A new one is a file and a line here. */
const SUGGESTIONS: readonly Suggest[] = [
  conditionOnlyDependency,
  loneStep,
  slowStep,
  eagerIsFaster,
  parallelismBelowWidth,
];

/** Suggestions are read by people: of each kind the first few. */
const MAX_OF_A_KIND = 20;

export const suggestionsFor = (context: SuggestionContext): GraphSuggestion[] =>
  SUGGESTIONS.flatMap((suggest) => suggest(context).slice(0, MAX_OF_A_KIND));
