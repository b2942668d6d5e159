import type { CatalogueEntry, FunctionCatalogue, FunctionDefinition } from '../src/contracts/function.js';
import type { JsonSchema } from '../src/contracts/json.js';
import { FunctionPackError, type FunctionPack } from './function-pack.js';

interface Registered {
  pack: string;
  definition: FunctionDefinition;
  entry: CatalogueEntry;
}

/** Every function that steps can call in this process, each under one name. */
export class FunctionRegistry implements FunctionCatalogue {
  private readonly byName = new Map<string, Registered>();

  /** @throws FunctionPackError when two packs, or one pack twice, have a function of the same name. */
  constructor(packs: readonly FunctionPack[]) {
    for (const pack of packs) for (const definition of pack.functions) this.register(pack.name, definition);
  }

  definition(name: string): FunctionDefinition | undefined {
    return this.byName.get(name)?.definition;
  }

  get(name: string): CatalogueEntry | undefined {
    return this.byName.get(name)?.entry;
  }

  /** Ascending by name. */
  list(): CatalogueEntry[] {
    return [...this.byName.values()].map(({ entry }) => entry).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private register(pack: string, definition: FunctionDefinition): void {
    const earlier = this.byName.get(definition.name);
    if (earlier) throw new FunctionPackError(pack, `'${definition.name}' is already a function of '${earlier.pack}'`);
    this.byName.set(definition.name, { pack, definition, entry: catalogueEntry(definition) });
  }
}

function catalogueEntry(definition: FunctionDefinition): CatalogueEntry {
  const { name, description, fast = false, idempotent = false, transient_errors = [] } = definition;
  const schemas = { input: schemaObject(definition.input), output: schemaObject(definition.output) };
  return { name, description, ...schemas, fast, idempotent, task_queue: null, transient_errors };
}

/** The catalogue shows every schema as an object: `true` is {}, `false` is {not: {}}. */
function schemaObject(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'object') return schema;
  return schema ? {} : { not: {} };
}
