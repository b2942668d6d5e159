/** LISTEN on a connection of its own, which is made again when it breaks. What is told meanwhile is lost. */
import pg from 'pg';

export type NotificationHandler = (payload: string) => void;
/** In ms; doubled at each failure in a row. */
const RECONNECT = { first: 250, longest: 10_000 };

export class Notifications {
  private readonly handlers = new Map<string, NotificationHandler>();
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private failures = 0;
  private stopped = false;
  private onConnected: () => void = () => undefined;

  /** @param name of the session in the database, by which others see that this process is there */
  constructor(
    private readonly url: string,
    private readonly name: string,
  ) {}

  /** To be called before `start`. @param channel a name that needs no quotes */
  on(channel: string, handler: NotificationHandler): void {
    this.handlers.set(channel, handler);
  }
  /** Connects, now or as soon as the server is there. @param onConnected called after each time that it has connected */
  start(onConnected: () => void): void {
    this.onConnected = onConnected;
    void this.connect();
  }
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, application_name: this.name });
    this.client = client;
    let lost = false;
    const again = () => {
      if (lost) return;
      lost = true;
      this.connectLater();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ channel, payload }) => this.handlers.get(channel)?.(payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.handlers.keys()) await client.query(`LISTEN ${channel}`);
      this.failures = 0;
      this.onConnected();
    } catch {
      await client.end().catch(() => undefined);
      again();
    }
  }
  private connectLater(): void {
    if (this.stopped) return;
    const wait = Math.min(RECONNECT.longest, RECONNECT.first * 2 ** this.failures);
    this.failures += 1;
    this.retry = setTimeout(() => void this.connect(), wait).unref();
  }
}
