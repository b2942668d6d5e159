/** What the platform's processes stand on in production: one PostgreSQL, and Temporal on it. */
import { dirname } from 'node:path';
import { obtainTemporalCli } from '../src/temporal/server/obtain-temporal.js';
import { awaitServing } from '../src/temporal/server/temporal-readiness.js';
import { environmentOf } from './compose-file.js';
import { DatabaseServer } from './database-server.js';
import type { ServerPrograms } from './server-programs.js';
import { runSetupScript } from './setup-script.js';
import { TemporalOnPostgres } from './temporal-on-postgres.js';

const SERVING_WITHIN_MS = 120_000;

export class ServerCluster {
  private constructor(
    readonly database: DatabaseServer,
    readonly temporal: TemporalOnPostgres,
  ) {}

  /** Whole and serving the namespace; what was started ends again when something fails. */
  static async start(folder: string, programs: ServerPrograms): Promise<ServerCluster> {
    const database = await DatabaseServer.start(folder);
    try {
      await makeDatabases(database, programs);
      const temporal = await TemporalOnPostgres.start({ program: programs.server, folder, database });
      const cluster = new ServerCluster(database, temporal);
      await makeNamespace(temporal).catch(async (error: unknown) => {
        const said = await temporal.said();
        await temporal.stop();
        throw new Error(`The namespace was not made; Temporal said: ${said}`, { cause: error });
      });
      await cluster.untilServing();
      return cluster;
    } catch (error) {
      await database.stop();
      throw error;
    }
  }
  /** For the environment of the platform's processes. */
  get addresses(): { DATABASE_URL: string; TEMPORAL_ADDRESS: string } {
    return { DATABASE_URL: this.database.url, TEMPORAL_ADDRESS: this.temporal.address };
  }
  async untilServing(): Promise<void> {
    const { address } = this.temporal;
    const ready = await awaitServing({
      server: this.temporal,
      address,
      namespace: namespaceOf(),
      within_ms: SERVING_WITHIN_MS,
    });
    if (ready.kind !== 'ready') throw new Error(`Temporal is ${ready.kind}: ${await this.temporal.said()}`);
  }
  async stop(): Promise<void> {
    await this.temporal.stop();
    await this.database.stop();
  }
}
const namespaceOf = (): string => environmentOf('namespace')['NAMESPACE'] ?? '';

function makeDatabases({ credentials }: DatabaseServer, { folder }: ServerPrograms): Promise<void> {
  const { host, port, user, password } = credentials;
  const environment = { SQL_HOST: host, SQL_PORT: port, SQL_USER: user, SQL_PASSWORD: password };
  return runSetupScript({
    name: 'databases.sh',
    environment: { ...environmentOf('databases'), ...environment },
    folders: [folder],
  });
}
async function makeNamespace({ address }: TemporalOnPostgres): Promise<void> {
  const { path } = await obtainTemporalCli({ env: process.env, progress: () => undefined });
  await runSetupScript({
    name: 'namespace.sh',
    environment: { ...environmentOf('namespace'), TEMPORAL_ADDRESS: address },
    folders: [dirname(path)],
  });
}
