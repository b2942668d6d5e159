import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/process/project-root.js';
import { buildCli } from '../../../src/temporal/server/build-cli.js';
import { cachedCliPath, cliCacheFolder } from '../../../src/temporal/server/cli-cache.js';
import { judgeVersion } from '../../../src/temporal/server/cli-version.js';
import { downloadCli, type Downloader } from '../../../src/temporal/server/download-cli.js';
import { findInCache, findOnPath } from '../../../src/temporal/server/find-cli.js';
import type { Builder } from '../../../src/temporal/server/go-build.js';
import type { ObtainStrategy } from '../../../src/temporal/server/obtain-strategy.js';
import { obtainTemporalCli } from '../../../src/temporal/server/obtain-temporal.js';
import { TEMPORAL_CLI_VERSION } from '../../../src/temporal/server/temporal-version.js';
import { scratchFolders } from './scratch-folder.js';

const scratch = scratchFolders();
const CLI = '#!/bin/sh\necho "temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)"\n';
const OLD_CLI = '#!/bin/sh\necho "temporal version 0.9.0 (Server 1.19.0, UI 2.9.0)"\n';

function environment() {
  const cache = scratch();
  const bin = join(cache, 'bin');
  mkdirSync(bin);
  return { bin, env: { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: cache, HOME: cache } as NodeJS.ProcessEnv };
}
function put(file: string, text: string): string {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}
/** A builder and a downloader that are shell scripts. */
const builder = (script: string): Builder => ({ program: 'sh', arguments: (output) => ['-c', script, 'sh', output] });
const downloader = (script: string): Downloader => ({
  program: 'sh',
  arguments: (folder) => ['-c', script, 'sh', folder],
});
const WRITE = `printf '%s' '${CLI}' > "$1" && chmod 755 "$1"`;
const closed: ObtainStrategy = {
  source: 'download',
  makes: true,
  obtain: async () => ({ kind: 'unavailable', reason: 'refused' }),
};

async function obtain(env: NodeJS.ProcessEnv, strategies: ObtainStrategy[], signal?: AbortSignal) {
  const lines: string[] = [];
  const progress = (line: string) => void lines.push(line);
  const cli = await obtainTemporalCli({ env, progress, strategies, ...(signal && { signal }) });
  return { ...cli, lines };
}

describe('obtaining the Temporal CLI', () => {
  it('takes the temporal on PATH', async () => {
    const { bin, env } = environment();
    const path = put(join(bin, 'temporal'), CLI);
    expect(await obtain(env, [findOnPath, findInCache])).toEqual({ path, source: 'path', lines: [] });
  });

  it('passes over one whose server is too old, and says so', async () => {
    const { bin, env } = environment();
    put(join(bin, 'temporal'), OLD_CLI);
    const { source, lines } = await obtain(env, [findOnPath, findInCache, buildCli(builder(WRITE))]);
    expect(source).toBe('go-build');
    expect(lines[0]).toContain('is not used: its server 1.19.0 is older than 1.28.0');
  });

  it('takes the one in the cache, by its version', async () => {
    const { env } = environment();
    mkdirSync(cliCacheFolder(env), { recursive: true });
    const path = put(cachedCliPath(env), CLI);
    expect(path).toContain(`/dynamic-executor/temporal-cli/${TEMPORAL_CLI_VERSION}/temporal`);
    expect(await obtain(env, [findOnPath, findInCache])).toMatchObject({ path, source: 'cache' });
  });

  it('does not take a file in the cache that does not run', async () => {
    const { env } = environment();
    mkdirSync(cliCacheFolder(env), { recursive: true });
    put(cachedCliPath(env), '\0\0');
    expect(await obtain(env, [findInCache, buildCli(builder(WRITE))])).toMatchObject({ source: 'go-build' });
  });

  it('puts a download into the cache', async () => {
    const { env } = environment();
    const strategy = downloadCli({ downloader: downloader(`set -- "$1/temporal-v1.8.2"; ${WRITE}`) });
    expect(await obtain(env, [findInCache, strategy])).toMatchObject({ source: 'download', path: cachedCliPath(env) });
    expect(await obtain(env, [findInCache, strategy])).toMatchObject({ source: 'cache' });
  });

  it.each([
    ['is refused', 'echo connection refused >&2; exit 1', 'connection refused'],
    ['does not begin', 'sleep 60', 'no byte came within'],
    ['leaves nothing', 'true', 'the download left no file'],
    ['leaves a file that does not run', 'echo x > "$1/temporal-v1.8.2"', 'does not run'],
  ])('goes on soon when the download %s', async (_, script, reason) => {
    const { env } = environment();
    const strategies = [downloadCli({ downloader: downloader(script), stall_ms: 600 }), buildCli(builder(WRITE))];
    const { source, lines } = await obtain(env, strategies);
    expect(source).toBe('go-build');
    expect(lines.some((line) => line.startsWith('Temporal: download is not possible') && line.includes(reason))).toBe(
      true,
    );
  });

  it('reports the time that a build takes, and leaves only its result', async () => {
    const { env } = environment();
    const slow = { ...builder(`sleep 0.3; ${WRITE}`), report_every_ms: 100 };
    const { lines } = await obtain(env, [closed, buildCli(slow)]);
    expect(lines.filter((line) => line.includes('still building')).length).toBeGreaterThanOrEqual(2);
    expect(readdirSync(cliCacheFolder(env)).filter((name) => !name.startsWith('lock'))).toEqual(['temporal']);
  });

  it('never builds twice at once: the second waits for the first', async () => {
    const { env } = environment();
    const count = join(scratch(), 'count');
    const once = buildCli(builder(`echo built >> ${count}; sleep 0.5; ${WRITE}`));
    const both = await Promise.all([obtain(env, [findInCache, once]), obtain(env, [findInCache, once])]);
    expect(both.map(({ source }) => source).sort()).toEqual(['cache', 'go-build']);
    expect(readFileSync(count, 'utf8')).toBe('built\n');
  });

  it('ends a build when it is cancelled', async () => {
    const { env } = environment();
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    const attempt = obtain(env, [buildCli(builder('sleep 60'))], abort.signal);
    await expect(attempt).rejects.toMatchObject({ code: 'temporal_unavailable' });
  });

  it('names all four ways when each is closed, and why', async () => {
    const { env } = environment();
    const failing = buildCli(builder('echo go.mod: no network; exit 1'));
    const attempt = obtain(env, [findOnPath, findInCache, closed, failing]);
    await expect(attempt).rejects.toMatchObject({ code: 'temporal_unavailable' });
    await expect(attempt).rejects.toThrow(
      /TEMPORAL_ADDRESS.*on PATH.*download.*install Go.*path: there is no temporal on PATH.*download: refused.*go-build: the build failed: go.mod: no network/,
    );
  });

  it('says that there is no Go where there is none', async () => {
    const { env } = environment();
    const attempt = obtain(env, [buildCli({ ...builder(WRITE), program: 'no-such-go' })]);
    await expect(attempt).rejects.toThrow('there is no no-such-go on PATH');
  });
});

describe('the version of the Temporal CLI', () => {
  it('is the one in go.mod', () => {
    const module = readFileSync(join(projectRoot(), 'tools', 'temporal-server', 'go.mod'), 'utf8');
    expect(/github\.com\/temporalio\/cli v(\S+)/.exec(module)?.[1]).toBe(TEMPORAL_CLI_VERSION);
  });

  it.each([
    ['temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)', 'usable'],
    ['temporal version 0.0.0-DEV (Server 1.28.0, UI 2.50.1)', 'usable'],
    ['temporal version 1.3.0 (Server 1.27.9, UI 2.34.0)', 'unusable'],
    ['something else', 'unusable'],
  ])('in %p is %s', (output, kind) => {
    expect(judgeVersion(output).kind).toBe(kind);
  });
});
