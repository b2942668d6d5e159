/** The Temporal server for a PostgreSQL of its own comes from the cache, or is built into it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { missingServer } from '../../../cluster/missing-server.js';
import { findServerPrograms, obtainServerPrograms, programsFolder } from '../../../cluster/server-programs.js';
import { projectRoot } from '../../../src/process/project-root.js';
import { TEMPORAL_SERVER_VERSION } from '../../../src/temporal/server/temporal-version.js';
import { scratchFolders } from '../platform/scratch-folder.js';

const scratch = scratchFolders();
const PROGRAM = `#!/bin/sh\\necho "temporal version ${TEMPORAL_SERVER_VERSION}"\\n`;

/** A cache of its own, and a builder that is a shell script and notes the packages that it is asked for. */
function machine(script: string) {
  const folder = scratch();
  const built = join(folder, 'built');
  const lines: string[] = [];
  return {
    env: { PATH: '/usr/bin:/bin', XDG_CACHE_HOME: folder, HOME: folder } as NodeJS.ProcessEnv,
    progress: (line: string) => void lines.push(line),
    lines,
    packages: () => readFileSync(built, 'utf8').trim().split('\n'),
    builderOf: (goPackage: string) => ({
      program: 'sh',
      arguments: (output: string) => ['-c', `echo ${goPackage} >> ${built}; ${script}`, 'sh', output],
    }),
  };
}
const WRITE = `printf '${PROGRAM}' > "$1" && chmod 755 "$1"`;

describe('the Temporal server and its schema tool', () => {
  it('are built from the module that the CLI comes from, at the version of its server', () => {
    const module = readFileSync(join(projectRoot(), 'tools', 'temporal-server', 'go.mod'), 'utf8');
    expect(/go\.temporal\.io\/server v(\S+)/.exec(module)?.[1]).toBe(TEMPORAL_SERVER_VERSION);
    for (const tool of ['cmd/server', 'cmd/tools/sql']) expect(module).toContain(`go.temporal.io/server/${tool}\n`);
  });
  it('are built once, also when two ask at one time, and found from then on', async () => {
    const one = machine(`sleep 0.2; ${WRITE}`);
    expect(await findServerPrograms(one.env)).toMatchObject({ kind: 'missing' });
    const both = await Promise.all([1, 2].map(() => obtainServerPrograms(one, one.builderOf)));
    expect(both.map(({ kind }) => kind)).toEqual(['found', 'found']);
    expect(both[0]).toEqual(await findServerPrograms(one.env));
    expect(one.packages()).toEqual(['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql']);
    const names = readdirSync(programsFolder(one.env)).filter((name) => !name.startsWith('lock'));
    expect(names.sort()).toEqual(['temporal-server', 'temporal-sql-tool']);
  });
  it('are not taken at another version', async () => {
    const other = machine(`printf '#!/bin/sh\\necho version 1.2.3\\n' > "$1"; chmod 755 "$1"`);
    expect(await obtainServerPrograms(other, other.builderOf)).toMatchObject({
      kind: 'missing',
      reason: expect.stringContaining('version 1.2.3'),
    });
  });
  it('are missing where the build fails, and it says why', async () => {
    const failing = machine('echo no network >&2; exit 1');
    const reason = 'temporal-server: the build failed: no network';
    expect(await obtainServerPrograms(failing, failing.builderOf)).toEqual({ kind: 'missing', reason });
    expect(missingServer(reason, {})).toMatchObject({ fails: false, text: expect.stringContaining('SKIPPED') });
    expect(missingServer(reason, { CI: 'true' })).toMatchObject({ fails: true, text: expect.stringContaining(reason) });
  });
});
