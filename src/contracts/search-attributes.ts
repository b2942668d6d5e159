/** By what executions can be listed and filtered in Temporal, its UI and its CLI: names and types of search attributes. */
export const SEARCH_ATTRIBUTES = {
  DynexType: 'KEYWORD',
  DynexStatus: 'KEYWORD',
  DynexRisk: 'DOUBLE',
} as const;
export type SearchAttributeName = keyof typeof SEARCH_ATTRIBUTES;
