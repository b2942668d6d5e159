import type { Json } from '../../contracts/json.js';
import { CONCEALED, quotedConstant, quotedList, quotedValue, shortened, typeName } from './quoted-value.js';
import { schemaOf, valueOf, type SchemaError } from './schema-error.js';

/** The text that stands for `{name}` in a keyword's template. With `conceal` it is never the caller's value. */
export function messageParameter(error: SchemaError, conceal: boolean, name: string): string {
  const value = valueOf(error);
  switch (name) {
    case 'value':
      return conceal ? CONCEALED : quotedValue(value);
    case 'actual':
      return typeName(value);
    case 'size':
      return String(sizeOf(value));
    case 'type':
      return alternatives(error.params.type as string | string[] | undefined);
    case 'allowed':
      return quotedList((error.params.allowedValues ?? []) as Json[]);
    case 'constant':
      return quotedConstant(schemaOf(error).const ?? null);
    case 'bounds':
      return bounds(error);
    case 'forms':
      return String(Array.isArray(error.schema) ? error.schema.length : 0);
    default:
      return plainParameter(name, error.params[name] as Json | undefined);
  }
}

/** What ajv tells beside the keyword: `limit`, `multipleOf`, `pattern`, `format`, `property`, `i`, `j`. */
function plainParameter(name: string, value: Json | undefined): string {
  if (typeof value === 'string') return name === 'pattern' ? value : shortened(value);
  return String(value ?? '');
}

/** Items, properties, or characters (code points). */
function sizeOf(value: Json): number {
  if (typeof value === 'string') return [...value].length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** `string`, `string or null`, `string, number or null`. */
function alternatives(type: string | readonly string[] | undefined): string {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  const last = types.at(-1) ?? '';
  return types.length < 2 ? last : `${types.slice(0, -1).join(', ')} or ${last}`;
}

function bounds({ params }: SchemaError): string {
  const { minContains: least, maxContains: most } = params as Partial<Record<string, number>>;
  return most === undefined ? `at least ${least}` : `between ${least} and ${most}`;
}
