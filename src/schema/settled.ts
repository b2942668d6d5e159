/** Validators of what never changes any more, Plans and function definitions: found by the object itself, without hashing. */
import type { ValidationRule } from '../contracts/document.js';
import type { JsonSchema } from '../contracts/json.js';
import { compileSchema, type SchemaValidator } from './json-schema/compile-schema.js';
import { compileRules, type CompiledRule } from './rules/compile-rules.js';

function kept<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const made = new WeakMap<Source, Made>();
  return (source) => {
    const known = made.get(source);
    if (known !== undefined) return known;
    const fresh = make(source);
    made.set(source, fresh);
    return fresh;
  };
}
const ofObject = kept((schema: Exclude<JsonSchema, boolean>) => compileSchema(schema));
/** The validator of a schema that nobody changes. @throws InvalidSchemaError */
export const settledSchema = (schema: JsonSchema): SchemaValidator =>
  typeof schema === 'boolean' ? compileSchema(schema) : ofObject(schema);
/** The rules of a published Plan. */
export const settledRules: (rules: ValidationRule[]) => CompiledRule[] = kept(
  (rules: ValidationRule[]) => compileRules(rules, '/validation_rules').rules,
);
