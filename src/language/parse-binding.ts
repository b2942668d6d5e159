import type { Binding, Reference } from '../contracts/expression.js';
import type { Position } from '../contracts/finding.js';
import type { Json } from '../contracts/json.js';
import { parseReference, type ReferenceError } from './parse-reference.js';
import { isForbiddenName } from './reference-path.js';

export interface BindingProblem {
  code: ReferenceError['code'];
  message: string;
  /** JSON Pointer (RFC 6901) to the string or the key. */
  path: string;
  position?: Position;
}
export interface MappedReference {
  reference: Reference;
  /** JSON Pointer to the string. */
  path: string;
  /** The mapped value itself is this reference, not a part of it. */
  whole: boolean;
}
export interface ParsedBinding {
  binding: Binding;
  problems: BindingProblem[];
  references: MappedReference[];
}

/** `$` and the beginning of a name: meant as a reference, and an error where it is none. `$5` and `$` are texts. */
const REFERENCE_START = /^\$[\p{L}_]/u;

/**
 * Turns a value of input_mapping into a Binding. A string that is one reference becomes it, `$$` at the start is a
 * literal `$`, everything else is a literal; what has no reference inside is one literal. A reference without a value
 * fails the step: the plan compiler knows the schemas and says otherwise. `path` is the value's JSON Pointer.
 */
export function parseBinding(value: Json, path: string): ParsedBinding {
  const parser = new BindingParser(path);
  const binding = parser.bind(value, path);
  return { binding, problems: parser.problems, references: parser.references };
}

class BindingParser {
  readonly problems: BindingProblem[] = [];
  readonly references: MappedReference[] = [];

  constructor(private readonly root: string) {}

  bind(value: Json, path: string): Binding {
    if (typeof value === 'string') return this.bindText(value, path);
    if (Array.isArray(value)) return this.bindList(value, path);
    return value !== null && typeof value === 'object' ? this.bindObject(value, path) : { kind: 'literal', value };
  }

  private bindText(text: string, path: string): Binding {
    if (text.startsWith('$$')) return { kind: 'literal', value: text.slice(1) };
    if (!REFERENCE_START.test(text)) return { kind: 'literal', value: text };
    const parsed = parseReference(text);
    if (parsed.ok) {
      this.references.push({ reference: parsed.reference, path, whole: path === this.root });
      return { kind: 'reference', reference: parsed.reference, if_missing: { kind: 'fail' } };
    }
    this.problems.push({
      ...parsed.error,
      message: `${parsed.error.message}; a literal $ at the start is written $$`,
      path,
    });
    return { kind: 'literal', value: text };
  }

  private bindList(values: Json[], path: string): Binding {
    const items = values.map((item, index) => this.bind(item, `${path}/${index}`));
    return items.every(isLiteral)
      ? { kind: 'literal', value: items.map(({ value }) => value) }
      : { kind: 'list', items };
  }

  private bindObject(values: { [key: string]: Json }, path: string): Binding {
    const entries = Object.entries(values).map(([key, item]) =>
      this.bindEntry(key, item, `${path}/${pointerToken(key)}`),
    );
    const literals = entries.flatMap(([key, binding]) => (isLiteral(binding) ? [[key, binding.value] as const] : []));
    if (literals.length < entries.length) return { kind: 'object', entries };
    return { kind: 'literal', value: Object.fromEntries(literals) };
  }

  private bindEntry(key: string, value: Json, path: string): [string, Binding] {
    if (isForbiddenName(key)) {
      this.problems.push({
        code: 'forbidden_name',
        message: `'${key}' is a refused name for an argument or a key`,
        path,
      });
    }
    return [key, this.bind(value, path)];
  }
}

function isLiteral(binding: Binding): binding is Extract<Binding, { kind: 'literal' }> {
  return binding.kind === 'literal';
}

function pointerToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
