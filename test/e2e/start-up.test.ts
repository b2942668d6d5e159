/** Starts that cannot succeed say why in one line and leave nothing behind; those that can wait, wait. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/process/free-port.js';
import { startEmbeddedPostgres } from '../../src/storage/postgres/embedded-postgres.js';
import { startEmbeddedTemporal } from '../../src/temporal/server/embedded-temporal.js';
import { obtainTemporalCli } from '../../src/temporal/server/obtain-temporal.js';
import { step, type ProblemBody } from './api-client.js';
import { Place, type PlatformProcess } from './platform-process.js';

let place: Place;
beforeEach(async () => (place = await Place.make()));
afterEach(() => place.clear(), 60_000);

/** Ends by itself with one line on stderr, which it returns. */
async function refusal(child: PlatformProcess): Promise<string> {
  const { code, signal } = await child.exited;
  expect([code === 0, signal]).toEqual([false, null]);
  const lines = child.stderr.split('\n').filter((line) => line.trim() !== '');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}
async function listening(onPort = 0): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(onPort, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('a setting that cannot be used', () => {
  it.each([
    [{ PORT: 'eight' }, /^PORT=eight is not a port number/],
    [{ PORT: '65536' }, /^PORT=65536 is not a port number/],
    [{ ROLE: 'boss' }, /^ROLE=boss is not one of api, worker, all$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL=loud is not one of error, warn, info, debug$/],
    [{ API_KEYS_FILE: '/nowhere/keys.json' }, /^API_KEYS_FILE: There is no keys file .*dynex keys create/],
    [{ HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 is refused: .*HOST=127\.0\.0\.1$/],
  ])('%j is named in one line', async (env, line) => {
    expect(await refusal(await place.spawn(env))).toMatch(line);
    expect(await place.servers()).toEqual([]);
  });
});

it('a port in use is named in one line, before any server is started', async () => {
  const { server, port } = await listening();
  try {
    const line = await refusal(await place.spawn({ PORT: String(port) }));
    expect(line).toContain(`Port ${port} on 127.0.0.1 is already in use`);
    expect(line).toContain('set PORT to another port');
    expect(await place.servers()).toEqual([]);
  } finally {
    server.close();
  }
});

it('a second instance on the same DATA_DIR is refused in one line, and the first goes on', async () => {
  const first = await place.start();
  const servers = await place.servers();
  const line = await refusal(await place.spawn());
  expect(line).toMatch(/^Another instance \(process \d+\) is already running on DATA_DIR /);
  expect(await place.servers()).toEqual(servers);
  expect((await first.readiness())?.status).toBe(200);
  const type = await first.api.publishSteps('alone', [step(1, 'demo.echo', { n: 1 })]);
  expect((await first.api.run(type)).status).toBe('completed');
}, 120_000);

it('a DATA_DIR that cannot be made is named in one line', async () => {
  const file = join(place.dataDir, 'file');
  await writeFile(file, '');
  expect(await refusal(await place.spawn({ DATA_DIR: join(file, 'data') }))).toMatch(/^DATA_DIR .* cannot be used/);
});

describe('a function pack that cannot be used', () => {
  const definition = `{ name: 'my.own', description: '', input: {}, output: {}, run: () => 1 }`;
  it.each([
    ['with a syntax error', 'export default [ {', /cannot be loaded: SyntaxError/],
    ['that exports no list', 'export default { my: 1 };', /must be an array of function definitions/],
    ['that throws', `throw new Error('no licence');`, /cannot be loaded: Error: no licence/],
    ['with a function without a name', 'export default [{ run: () => 1 }];', /name/],
    ['that imports what is not there', `import 'not-installed-at-all';`, /cannot be loaded: .*not-installed-at-all/],
    ['with one name twice', `export default [${definition}, ${definition}];`, /my\.own/],
    ['with a name that is taken', `export default [${definition.replace('my.own', 'demo.echo')}];`, /demo\.echo/],
  ])('%s is named in one line', async (_label, source, line) => {
    const folder = join(place.dataDir, 'packs');
    await mkdir(folder);
    const pack = join(folder, 'mine.mjs');
    await writeFile(pack, source);
    const said = await refusal(await place.spawn({ FUNCTION_PACKS: pack }));
    expect(said).toContain(pack);
    expect(said).toMatch(line);
    expect(await place.servers()).toEqual([]);
  });
  it('that is not there is named in one line', async () => {
    const pack = join(place.dataDir, 'no-such-pack.mjs');
    const line = await refusal(await place.spawn({ FUNCTION_PACKS: pack }));
    expect(line).toMatch(/^Function pack '.*no-such-pack\.mjs': there is no file/);
  });
});

it('a pack of one’s own is in the catalogue and runs', async () => {
  const pack = join(place.dataDir, 'mine.mjs');
  await writeFile(
    pack,
    `export default [{ name: 'my.double', description: 'Twice', input: { type: 'object' }, output: {}, run: ({ n }) => 2 * n }];`,
  );
  const child = await place.start({ FUNCTION_PACKS: pack });
  const { body } = await child.api.get<{ items: { name: string }[] }>('/functions?limit=200');
  expect(body.items.map(({ name }) => name)).toContain('my.double');
  const type = await child.api.publishSteps('doubled', [step(1, 'my.double', { n: 21 })]);
  expect((await child.api.run(type)).output_data).toEqual({ out_1: 42 });
}, 120_000);

const silent = () => undefined;

it('waits for a database that is not there, says so, answers 503, and comes up with it', async () => {
  const elsewhere = await Place.make();
  const setting = { dataDir: elsewhere.dataDir, log: silent, port: await freePort() };
  try {
    const before = await startEmbeddedPostgres(setting);
    await before.stop();
    const child = await place.spawn({ DATABASE_URL: before.url });
    const line = await child.untilSaid(/does not answer/);
    expect(line).toContain(`PostgreSQL at 127.0.0.1:${setting.port} does not answer (ECONNREFUSED)`);
    expect(line).toContain('start it, or correct DATABASE_URL');
    expect(line).not.toContain(new URL(before.url).password);
    const { detail } = await child.untilReadiness(503);
    expect(detail).toContain(`database: PostgreSQL at 127.0.0.1:${setting.port} does not answer`);
    for (const path of ['/workflows', '/executions', '/executions/some-id']) {
      const answer = await child.api.get<ProblemBody>(path);
      expect(answer).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
      expect(answer.type).toContain('application/problem+json');
    }
    expect((await child.api.get('/functions')).status).toBe(200);
    expect((await child.api.send('GET', '/health/live')).status).toBe(200);

    await startEmbeddedPostgres(setting);
    await child.untilReadiness(200);
    const type = await child.api.publishSteps('late', [step(1, 'demo.echo', { n: 1 })]);
    expect((await child.api.run(type)).status).toBe('completed');
    expect(await place.postgresServers()).toEqual([]);
    expect((await child.kill('SIGTERM')).code).toBe(0);
    expect(await elsewhere.postgresServers()).toHaveLength(1);
  } finally {
    await elsewhere.clear();
  }
}, 180_000);

it('waits for a Temporal server that is not there, says so, answers 503, and comes up with it', async () => {
  const elsewhere = await Place.make();
  const ports = { grpc: await freePort(), ui: await freePort() };
  try {
    const child = await place.spawn({ TEMPORAL_ADDRESS: `127.0.0.1:${ports.grpc}` });
    const line = await child.untilSaid(/does not answer/);
    expect(line).toContain(`Temporal at 127.0.0.1:${ports.grpc} does not answer`);
    expect(line).toContain('start it, or correct TEMPORAL_ADDRESS');
    expect((await child.untilReadiness(503)).detail).toContain('temporal: Temporal at');
    const type = await child.api.publishSteps('early', [step(1, 'demo.echo', { n: 1 })]);
    const refused = await child.api.post<ProblemBody>(`/workflows/${type}/execute`);
    expect(refused).toMatchObject({ status: 503, body: { code: 'temporal_unavailable' } });
    expect(refused.type).toContain('application/problem+json');

    const { path: cliPath } = await obtainTemporalCli({ env: process.env, progress: silent });
    await startEmbeddedTemporal({ cliPath, dataDir: elsewhere.dataDir, namespace: 'default', log: silent, ports });
    await child.untilReadiness(200);
    expect((await child.api.run(type)).status).toBe('completed');
    expect(await place.temporalServers()).toEqual([]);
    expect((await child.kill('SIGTERM')).code).toBe(0);
    expect(await elsewhere.temporalServers()).toHaveLength(1);
  } finally {
    await elsewhere.clear();
  }
}, 180_000);

it('ends cleanly while it waits for a database that is not there', async () => {
  const child = await place.spawn({ DATABASE_URL: `postgresql://nobody@127.0.0.1:${await freePort()}/none` });
  await child.untilSaid(/does not answer/);
  expect((await child.kill('SIGTERM')).code).toBe(0);
  expect(await place.servers()).toEqual([]);
}, 60_000);
