import type { Binding } from '../contracts/expression.js';

export type ReferenceBinding = Extract<Binding, { kind: 'reference' }>;

/** A binding with each of its references replaced by what `change` makes of it. */
export function mapReferences(binding: Binding, change: (binding: ReferenceBinding) => ReferenceBinding): Binding {
  switch (binding.kind) {
    case 'literal':
      return binding;
    case 'reference':
      return change(binding);
    case 'object':
      return { kind: 'object', entries: binding.entries.map(([key, member]) => [key, mapReferences(member, change)]) };
    case 'list':
      return { kind: 'list', items: binding.items.map((item) => mapReferences(item, change)) };
    default:
      return binding satisfies never;
  }
}
