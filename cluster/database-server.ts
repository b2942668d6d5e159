/** One PostgreSQL server for everything, as an operator brings it: it does not end with any process of the platform. */
import { mkdirSync } from 'node:fs';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/storage/postgres/embedded-postgres.js';
import { readComposeFile } from './compose-file.js';

const PLATFORM_DATABASE = 'dynamic_executor';

export class DatabaseServer {
  private constructor(
    private readonly folder: string,
    private server: EmbeddedPostgres,
  ) {}

  /** @param folder for the cluster and its log; made when it is not there */
  static async start(folder: string): Promise<DatabaseServer> {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return new DatabaseServer(folder, await launch(folder));
  }
  /** As the scripts in docker/ and Temporal's images take it. */
  get credentials(): { host: string; port: string; user: string; password: string } {
    const { hostname: host, port, username: user, password } = new URL(this.server.url);
    return { host, port, user, password: decodeURIComponent(password) };
  }
  /** DATABASE_URL of the platform. */
  get url(): string {
    const url = new URL(this.server.url);
    url.pathname = PLATFORM_DATABASE;
    return url.href;
  }
  /** kill -9 of the server; its workers end by themselves. */
  async kill(): Promise<void> {
    process.kill(this.server.pid, 'SIGKILL');
    await this.server.exited;
  }
  /** At the same address. */
  async startAgain(): Promise<void> {
    this.server = await launch(this.folder, this.server.port);
  }
  stop(): Promise<void> {
    return this.server.stop();
  }
}
function launch(folder: string, port?: number): Promise<EmbeddedPostgres> {
  const settings = composeSettings();
  return startEmbeddedPostgres({ dataDir: folder, log: () => undefined, settings, ...(port && { port }) });
}
/** Those that the compose file gives its server by `-c name=value`. */
function composeSettings(): Record<string, string> {
  const options = readComposeFile().services['postgres']?.command ?? [];
  const named = options.filter((option) => option.includes('=')).map((option) => option.split('=', 2));
  return Object.fromEntries(named) as Record<string, string>;
}
