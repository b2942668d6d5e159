import type { CatalogueEntry, FunctionCatalogue, FunctionDefinition } from '../src/contracts/function.js';
import type { JsonSchema } from '../src/contracts/json.js';
import { flowEntries } from './flow/index.js';
import { FunctionPackError, type FunctionPack } from './function-pack.js';

interface Registered {
  pack: string;
  definition: FunctionDefinition;
  entry: CatalogueEntry;
}

/** Names that begin so are those of what the workflow itself runs. */
const FLOW = 'flow.';
const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1);

/** Every function that steps can call, each under one name: those of the packs, and what the workflow itself runs. */
export class FunctionRegistry implements FunctionCatalogue {
  private readonly registered = new Map<string, Registered>();

  /** @throws FunctionPackError for a name that two packs, or one pack twice, have, and for one that begins with `flow.` */
  constructor(packs: readonly FunctionPack[]) {
    for (const pack of packs) for (const definition of pack.functions) this.register(pack.name, definition);
  }

  /** Of a function that a worker runs. */
  definition(name: string): FunctionDefinition | undefined {
    return this.registered.get(name)?.definition;
  }

  /** Those that a worker runs, ascending by name. */
  definitions(): FunctionDefinition[] {
    return [...this.registered.values()].map(({ definition }) => definition).sort(byName);
  }

  get(name: string): CatalogueEntry | undefined {
    return this.registered.get(name)?.entry ?? flowEntries.find((entry) => entry.name === name);
  }

  /** Ascending by name. */
  list(): CatalogueEntry[] {
    return [...[...this.registered.values()].map(({ entry }) => entry), ...flowEntries].sort(byName);
  }

  private register(pack: string, definition: FunctionDefinition): void {
    const { name } = definition;
    const earlier = this.registered.get(name);
    if (earlier) throw new FunctionPackError(pack, `'${name}' is already a function of '${earlier.pack}'`);
    if (name.startsWith(FLOW)) throw new FunctionPackError(pack, `'${name}': names that begin with ${FLOW} are taken`);
    this.registered.set(name, { pack, definition, entry: catalogueEntry(definition) });
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
