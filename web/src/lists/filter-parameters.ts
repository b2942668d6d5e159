/** Filters of a list as they stand in the address: only those that are set, each once. */
export type FilterValues<Name extends string> = { [Key in Name]?: string };

export function filterIn<Name extends string>(parameters: URLSearchParams, names: readonly Name[]): FilterValues<Name> {
  const entries = names.map((name) => [name, parameters.get(name)?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== '')) as FilterValues<Name>;
}
/** An empty value takes the filter away. Other filters have other pages: the list begins anew. */
export function withFilter(parameters: URLSearchParams, changes: Readonly<Record<string, string>>): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value.trim() === '') next.delete(name);
    else next.set(name, value.trim());
  }
  return next;
}
