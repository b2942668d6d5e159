import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isRunning, identify } from '../../../src/process/process-identity.js';
import { completeLinks, findBinaries } from '../../../src/storage/postgres/binaries.js';
import { clusterUser } from '../../../src/storage/postgres/cluster-user.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '../../../src/storage/postgres/embedded-postgres.js';
import { reachableBinaries } from '../../../src/storage/postgres/reachable-binaries.js';
import { scratchFolders } from './scratch-folder.js';

const running: EmbeddedPostgres[] = [];
/** Before the folders go: hooks run in the order in which they were set. */
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
const scratch = scratchFolders();

async function start(dataDir: string, more: Partial<EmbeddedPostgresOptions> = {}) {
  const lines: string[] = [];
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line), ...more });
  running.push(server);
  return { ...server, lines };
}
async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
const clusterOf = (dataDir: string) => join(dataDir, 'postgres', 'cluster');
const asRoot = process.getuid?.() === 0 ? it : it.skip;

/** A DATA_DIR with a stopped cluster. */
async function stoppedCluster(): Promise<string> {
  const dataDir = scratch();
  const server = await start(dataDir);
  await server.stop();
  running.splice(0);
  return dataDir;
}

describe('the embedded PostgreSQL', () => {
  it('serves a durable database on loopback, with a password that only its owner can read', async () => {
    const dataDir = scratch();
    const { url, adopted } = await start(dataDir);
    const [settings] = await query(
      url,
      `SELECT current_setting('listen_addresses') AS listen, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS synchronous_commit, current_setting('shared_buffers') AS buffers`,
    );
    expect(settings).toEqual({ listen: '127.0.0.1', fsync: 'on', synchronous_commit: 'on', buffers: '32MB' });
    expect(adopted).toBe(false);
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('has the same data, password and port after a stop and a start', async () => {
    const dataDir = scratch();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    await first.stop();
    expect(await identify(first.pid)).toBeNull();
    const second = await start(dataDir);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('is adopted when it was left running for this DATA_DIR', async () => {
    const dataDir = scratch();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect({ pid: second.pid, adopted: second.adopted, url: second.url }).toEqual({
      pid: first.pid,
      adopted: true,
      url: first.url,
    });
    expect(second.lines).toEqual([
      `PostgreSQL (process ${first.pid}) was left running by an earlier start and is used again`,
    ]);
  });

  it('recovers what was committed before it was killed', async () => {
    const dataDir = scratch();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    process.kill(first.pid, 'SIGKILL');
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('runs beside the original in a copy of its DATA_DIR that was taken while it ran', async () => {
    const dataDir = scratch();
    const copy = join(scratch(), 'copy');
    const original = await start(dataDir);
    cpSync(dataDir, copy, { recursive: true });
    const second = await start(copy);
    expect(second.adopted).toBe(false);
    expect(second.pid).not.toBe(original.pid);
    expect(await isRunning({ pid: original.pid, started_at: (await identify(original.pid))?.started_at ?? '' })).toBe(
      true,
    );
  });

  it('starts over the lock of a server that is gone, also one with the pid of another process', async () => {
    const dataDir = await stoppedCluster();
    writeFileSync(join(clusterOf(dataDir), 'postmaster.pid'), `${process.pid}\n/elsewhere\n1\n1\n\n\n\n`);
    expect((await start(dataDir)).adopted).toBe(false);
  });

  it('makes its cluster anew when the first start was killed half-way', async () => {
    const dataDir = scratch();
    mkdirSync(join(dataDir, 'postgres.new', 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new', 'cluster', 'PG_VERSION'), '18');
    await start(dataDir);
    expect(readdirSync(dataDir)).not.toContain('postgres.new');
  });
});

describe('a torn DATA_DIR', () => {
  const damages: [string, string, (cluster: string) => void][] = [
    [
      'a control file that is cut off',
      'postgres_does_not_start',
      (cluster) => truncateSync(join(cluster, 'global/pg_control'), 100),
    ],
    [
      'no write-ahead log',
      'postgres_does_not_start',
      (cluster) => rmSync(join(cluster, 'pg_wal'), { recursive: true }),
    ],
    ['an empty PG_VERSION', 'postgres_does_not_start', (cluster) => truncateSync(join(cluster, 'PG_VERSION'), 0)],
    ['no cluster', 'postgres_cluster_damaged', (cluster) => rmSync(cluster, { recursive: true })],
    ['no password', 'postgres_password_missing', (cluster) => rmSync(join(cluster, '../password'))],
    ['another password', 'postgres_does_not_start', (cluster) => writeFileSync(join(cluster, '../password'), 'wrong')],
  ];
  it('is refused with a message, soon', async () => {
    const sound = await stoppedCluster();
    for (const [name, code, damage] of damages) {
      const dataDir = join(scratch(), 'torn');
      cpSync(sound, dataDir, { recursive: true });
      damage(clusterOf(dataDir));
      const refusal = await start(dataDir).catch((error: unknown) => error);
      expect({ name, refusal }).toMatchObject({ name, refusal: { code, name: 'StartupError' } });
    }
  }, 120_000);
});

describe('where PostgreSQL must run as another user', () => {
  asRoot('it runs as a system user, in a DATA_DIR that this user cannot reach by its path', async () => {
    const dataDir = scratch();
    await start(dataDir);
    expect(statSync(clusterOf(dataDir)).uid).not.toBe(0);
  });

  it('moves the cluster to a folder that can be reached, names it in DATA_DIR and says so in one line', async () => {
    const [dataDir, sharedFolder] = [scratch(), scratch()];
    const reaches: NonNullable<EmbeddedPostgresOptions['reaches']> = ({ argument }) =>
      argument.startsWith(sharedFolder);
    const first = await start(dataDir, { reaches, sharedFolder });
    const location = readFileSync(join(dataDir, 'postgres', 'location'), 'utf8').trim();
    expect(location.startsWith(sharedFolder)).toBe(true);
    expect(first.lines.filter((line) => line.includes(location))).toHaveLength(1);

    const copy = join(scratch(), 'copy');
    cpSync(dataDir, copy, { recursive: true });
    await expect(start(copy, { reaches, sharedFolder })).rejects.toMatchObject({ code: 'postgres_cluster_of_another' });
  });

  it('names the user and the folder when nothing can be reached', async () => {
    const attempt = start(scratch(), { reaches: () => false, sharedFolder: scratch() });
    await expect(attempt).rejects.toMatchObject({ code: 'postgres_cluster_unreachable' });
  });

  asRoot('copies the programs once when that user cannot reach them', () => {
    const closed = scratch();
    const sharedFolder = join('/var/tmp', `dynex-test-${process.pid}`);
    const original = findBinaries();
    symlinkSync(original.folder, join(closed, 'native'));
    const lines: string[] = [];
    const options = { user: clusterUser(null), log: (line: string) => lines.push(line), sharedFolder };
    const binaries = { ...original, folder: join(closed, 'native') };
    try {
      const copy = reachableBinaries({ ...options, binaries });
      expect(copy.folder.startsWith(sharedFolder)).toBe(true);
      expect(reachableBinaries({ ...options, binaries })).toEqual(copy);
      expect(lines).toHaveLength(1);
    } finally {
      rmSync(sharedFolder, { recursive: true, force: true });
    }
  });

  asRoot('it is the owner of an existing cluster', () => {
    expect(clusterUser({ uid: 65_534, gid: 65_534 })).toMatchObject({ uid: 65_534 });
  });
});

describe('the links between the libraries of PostgreSQL', () => {
  it('are made when npm did not run the install script', () => {
    const root = scratch();
    mkdirSync(join(root, 'native', 'lib'), { recursive: true });
    writeFileSync(join(root, 'native', 'lib', 'libpq.so.5.18'), 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links));
    completeLinks(root);
    completeLinks(root);
    expect(readFileSync(join(root, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
  });
});
