import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '../../../src');
const IMPORT = /^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm;

/** Every module that a file imports, and those import, at run time. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const path = name.startsWith('.') ? join(dirname(file), name.replace(/\.js$/, '.ts')) : name;
    if (seen.has(path)) continue;
    seen.add(path);
    if (name.startsWith('.')) importsOf(path, seen);
  }
  return seen;
}

it.each(['evaluate', 'resolve-reference', 'resolve-binding', 'scope', 'expression-type-error'])(
  '%s runs in the workflow sandbox: of packages it imports re2js only',
  (name) => {
    const imports = [...importsOf(join(SOURCE, `language/${name}.ts`))];
    expect(imports.filter((path) => !path.startsWith(SOURCE) && path !== 're2js')).toEqual([]);
    expect(imports.filter((path) => /grammar|groups|token/.test(path.slice(SOURCE.length)))).toEqual([]);
  },
);
