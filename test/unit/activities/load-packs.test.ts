import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FunctionPackError } from '../../../activities/function-pack.js';
import { functionPackPaths, loadFunctionPacks } from '../../../activities/load-packs.js';

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'function-packs-')));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
const source = (name: string, more = '') =>
  `{ name: '${name}', description: 'd', input: {}, output: {}, run: () => 1, ${more} }`;
const namesIn = async (...paths: string[]) =>
  (await loadFunctionPacks(paths)).map((pack) => [pack.name, pack.functions.map(({ name }) => name)]);
const refusal = async (path: string): Promise<string> => {
  const error: unknown = await loadFunctionPacks([path]).then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(FunctionPackError);
  return (error as FunctionPackError).message;
};

describe('the setting FUNCTION_PACKS', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['./a.js', ['./a.js']],
    [' ./a.js, pack-b ,,', ['./a.js', 'pack-b']],
  ])('%p is the paths %p', (setting, paths) => expect(functionPackPaths(setting)).toEqual(paths));
});

describe('where a pack may be', () => {
  it('at an absolute path, or one relative to the working directory', async () => {
    const file = write('one.mjs', `export default [${source('one.run')}]`);
    write('packs/two.mjs', `export default [${source('two.run')}]`);
    expect(await namesIn(file, './packs/two.mjs', 'packs/two.mjs')).toEqual([
      [file, ['one.run']],
      ['./packs/two.mjs', ['two.run']],
      ['packs/two.mjs', ['two.run']],
    ]);
  });

  it('in a package of the working directory', async () => {
    const manifest = { name: '@own/pack', type: 'module', exports: './main.js' };
    write('node_modules/@own/pack/package.json', JSON.stringify(manifest));
    write('node_modules/@own/pack/main.js', `export const functions = [${source('packed.run')}]`);
    expect(await namesIn('@own/pack')).toEqual([['@own/pack', ['packed.run']]]);
  });
});

describe('what a pack may look like', () => {
  it.each([
    ['a default export', `export default [${source('shape.a')}, ${source('shape.b')}]`, ['shape.a', 'shape.b']],
    ['an export functions', `export const functions = [${source('shape.c')}]`, ['shape.c']],
    ['both', `export const functions = [${source('x.x')}]; export default [${source('shape.d')}]`, ['shape.d']],
    ['a default export with functions', `export default { functions: [${source('shape.e')}] }`, ['shape.e']],
    ['no functions yet', 'export default []', []],
    [
      'schemas that are booleans',
      `export default [{ ...${source('shape.f')}, input: true, output: false }]`,
      ['shape.f'],
    ],
  ])('%s', async (name, text, functions) => {
    const path = `./shape-${name.replaceAll(' ', '-')}.mjs`;
    write(path, text);
    expect(await namesIn(path)).toEqual([[path, functions]]);
  });

  it('a CommonJS module', async () => {
    write('common.cjs', `module.exports = [${source('common.run')}]`);
    write('exports.cjs', `exports.functions = [${source('exports.run')}]`);
    expect(await namesIn('./common.cjs', './exports.cjs')).toEqual([
      ['./common.cjs', ['common.run']],
      ['./exports.cjs', ['exports.run']],
    ]);
  });
});

describe('a pack that cannot be used is refused in one line', () => {
  const LIST = 'its default export, or its export `functions`, must be an array of function definitions';
  it.each([
    ['number', 'export default 3', LIST],
    ['null', 'export default null', LIST],
    ['nothing', 'export const other = []', LIST],
    ['entry', 'export default [null]', 'function 1: it must be an object'],
    [
      'name',
      `export default [${source('ok.ok')}, { name: '' }]`,
      'function 2: name must be like tool.function; description',
    ],
    ['run', `export default [${source('bad.run', 'run: 3')}]`, "function 'bad.run': run must be a function"],
    [
      'type',
      `export default [${source('bad.input', "input: { type: 'numbr' }")}]`,
      "function 'bad.input': input is not a valid JSON Schema: type",
    ],
    [
      'pattern',
      `export default [${source('bad.output', "output: { properties: { a: { pattern: '(' } } }")}]`,
      "function 'bad.output': output is not a valid JSON Schema: properties.a.pattern: '(' is not a valid pattern",
    ],
    [
      'schema',
      `export default [${source('bad.schema', 'input: { default: 1n }')}]`,
      "function 'bad.schema': input is not a valid JSON Schema: schema.default: a bigint is not JSON",
    ],
    ['throws', "throw new Error('no licence\\nfound')", 'it cannot be loaded: Error: no licence'],
    ['text', "throw 'no licence'", 'it cannot be loaded: no licence'],
  ])('%s', async (name, text, fault) => {
    const path = `./refused-${name}.mjs`;
    write(path, text);
    const message = await refusal(path);
    expect(message).toContain(`Function pack '${path}': ${fault}`);
    expect(message).not.toContain('\n');
  });

  it('a syntax error', async () => {
    write('syntax.mjs', 'export default [\n  {\n');
    const message = await refusal('./syntax.mjs');
    expect(message).toMatch(/^Function pack '.\/syntax.mjs': it cannot be loaded: SyntaxError: /);
    expect(message).not.toContain('\n');
  });

  it('an import that is not there', async () => {
    write('import.mjs', "import './gone.mjs'; export default [];");
    expect(await refusal('./import.mjs')).toMatch(/^Function pack '.\/import.mjs': it cannot be loaded: .*gone/);
  });

  it.each([
    ['./gone.mjs', () => `there is no file ${join(folder, 'gone.mjs')}`],
    ['/gone/pack.mjs', () => 'there is no file /gone/pack.mjs'],
    ['gone-pack', () => `there is neither a file ${join(folder, 'gone-pack')} nor an installed package of that name`],
    ['@gone/pack', () => `there is neither a file ${join(folder, '@gone/pack')} nor an installed package of that name`],
  ])('no such module: %s', async (path, fault) =>
    expect(await refusal(path)).toBe(`Function pack '${path}': ${fault()}`),
  );

  it('a folder', async () => {
    mkdirSync(join(folder, 'a-folder'));
    expect(await refusal('./a-folder')).toBe(
      `Function pack './a-folder': ${join(folder, 'a-folder')} is a folder; name the module file in it`,
    );
  });

  it('a package without an entry', async () => {
    write('node_modules/no-entry/package.json', JSON.stringify({ name: 'no-entry', exports: {} }));
    expect(await refusal('no-entry')).toMatch(/^Function pack 'no-entry': it cannot be loaded: /);
  });
});
