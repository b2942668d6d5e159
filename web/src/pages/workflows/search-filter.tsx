/** A filter by part of a text: it applies shortly after the last key. */
import { useEffect, useEffectEvent, useState } from 'react';
import { Field } from '../../design/field.js';
import { FilterInput } from '../../lists/filter-input.js';

export interface SearchFilterProps {
  label: string;
  placeholder: string;
  value: string | undefined;
  onSet(value: string): void;
}
const APPLIED_AFTER_MS = 250;

export function SearchFilter({ label, placeholder, value = '', onSet }: SearchFilterProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const apply = useEffectEvent((text: string) => {
    onSet(text);
    setTyped(null);
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => apply(typed), APPLIED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Field label={label}>
      {(control) => (
        <FilterInput
          {...control}
          value={typed ?? value}
          placeholder={placeholder}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Field>
  );
}
