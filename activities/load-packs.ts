import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionDefinition } from '../src/contracts/function.js';
import { definitionFaults, definitionLabel } from './definition-check.js';
import { FunctionPackError, type FunctionPack } from './function-pack.js';
import { schemaFaults } from './schema-faults.js';

/** The module paths in the value of FUNCTION_PACKS: comma-separated, blanks ignored. */
export function functionPackPaths(setting: string | undefined): string[] {
  return (setting ?? '')
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}

/**
 * Loads a user's own packs, in the given order. A path is absolute, relative to the working directory, or the name of
 * a package; the module's default export, or its export `functions`, is the list of definitions.
 * @throws FunctionPackError with one line for the first pack that cannot be used.
 */
export async function loadFunctionPacks(modulePaths: string[]): Promise<FunctionPack[]> {
  const packs: FunctionPack[] = [];
  for (const path of modulePaths) packs.push({ name: path, functions: await loadFunctions(path) });
  return packs;
}

async function loadFunctions(path: string): Promise<FunctionDefinition[]> {
  const module = await importModule(path, moduleSpecifier(path));
  const list = exportedLists(module).find(Array.isArray);
  if (list === undefined) throw new FunctionPackError(path, NO_LIST);
  return list.map((candidate: unknown, index) => checkedDefinition(path, candidate, index));
}

const NO_LIST = 'its default export, or its export `functions`, must be an array of function definitions';

/** Where the definitions may stand; a CommonJS module carries its own exports in the default export. */
function exportedLists({ default: main, functions }: Record<string, unknown>): unknown[] {
  const inner = typeof main === 'object' && main !== null ? (main as Record<string, unknown>) : {};
  return [main, functions, inner['default'], inner['functions']];
}

function checkedDefinition(path: string, candidate: unknown, index: number): FunctionDefinition {
  const shape = definitionFaults(candidate);
  const faults = shape.length > 0 ? shape : schemaFaultsOf(candidate as FunctionDefinition);
  if (faults.length === 0) return candidate as FunctionDefinition;
  throw new FunctionPackError(path, `${definitionLabel(candidate, index)}: ${faults.join('; ')}`);
}

const schemaFaultsOf = ({ input, output }: FunctionDefinition): string[] => [
  ...schemaFaults(input).map((fault) => `input is not a valid JSON Schema: ${fault}`),
  ...schemaFaults(output).map((fault) => `output is not a valid JSON Schema: ${fault}`),
];

async function importModule(path: string, specifier: string): Promise<Record<string, unknown>> {
  try {
    return (await import(specifier)) as Record<string, unknown>;
  } catch (cause) {
    throw new FunctionPackError(path, `it cannot be loaded: ${loadFault(cause)}`, { cause });
  }
}

function loadFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [message = ''] = error.message.split('\n');
  return `${error.name}: ${message}`;
}

function moduleSpecifier(path: string): string {
  const file = resolve(path);
  if (existsSync(file)) return fileSpecifier(path, file);
  if (/^\.{1,2}[/\\]/.test(path) || isAbsolute(path)) throw new FunctionPackError(path, `there is no file ${file}`);
  return packageSpecifier(path, file);
}

function fileSpecifier(path: string, file: string): string {
  if (statSync(file).isDirectory())
    throw new FunctionPackError(path, `${file} is a folder; name the module file in it`);
  return pathToFileURL(file).href;
}

/** A package is looked for from the working directory first, then from the platform itself. */
function packageSpecifier(path: string, file: string): string {
  const lookups = [resolve('package.json'), import.meta.url].map((from) => createRequire(from));
  if (!lookups.some((lookup) => isInstalled(lookup, path))) {
    throw new FunctionPackError(path, `there is neither a file ${file} nor an installed package of that name`);
  }
  const entry = lookups.map((lookup) => entryFile(lookup, path)).find((found) => found !== null);
  return entry ? pathToFileURL(entry).href : path;
}

function isInstalled(lookup: NodeJS.Require, path: string): boolean {
  const [first = '', second = ''] = path.split('/');
  const name = first.startsWith('@') ? join(first, second) : first;
  return (lookup.resolve.paths(path) ?? []).some((folder) => existsSync(join(folder, name)));
}

/** Null for a package that only `import` may resolve. */
function entryFile(lookup: NodeJS.Require, path: string): string | null {
  try {
    return lookup.resolve(path);
  } catch {
    return null;
  }
}
