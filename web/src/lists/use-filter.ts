import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { filterIn, type FilterValues, withFilter } from './filter-parameters.js';

export interface Filter<Name extends string> {
  values: FilterValues<Name>;
  isSet: boolean;
  set(changes: FilterValues<Name>): void;
  clear(): void;
}
/** @param names of the filters in the address; the same array each time */
export function useFilter<Name extends string>(names: readonly Name[]): Filter<Name> {
  const [parameters, setParameters] = useSearchParams();
  const values = useMemo(() => filterIn(parameters, names), [parameters, names]);
  const change = (changes: Readonly<Record<string, string>>): void =>
    setParameters((before) => withFilter(before, changes), { replace: true });
  return {
    values,
    isSet: Object.keys(values).length > 0,
    set: (changes) => change(changes as Record<string, string>),
    clear: () => change(Object.fromEntries(names.map((name) => [name, '']))),
  };
}
