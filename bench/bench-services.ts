/** The running things that cases measure. Each is started when a case first asks for it. */
import { freePort } from '../src/process/free-port.js';
import { documents } from './documents.js';
import { startHandWritten, type HandWritten } from './hand-written-worker.js';
import { PlatformClient } from './platform-client.js';
import { startPlatformProcess, type PlatformProcess } from './platform-process.js';

export class BenchServices {
  private process: PlatformProcess | undefined;
  private client: PlatformClient | undefined;
  private worker: HandWritten | undefined;

  /** A platform of its own data folder, with the benchmarks' documents published. */
  async platform(): Promise<PlatformClient> {
    this.client ??= await this.publishedPlatform();
    return this.client;
  }
  /** The hand-written workflows on the platform's Temporal server. */
  async handWritten(): Promise<HandWritten> {
    const { temporalAddress } = await this.platformProcess();
    this.worker ??= await startHandWritten(temporalAddress);
    return this.worker;
  }
  /** The platform's process, API and worker in one. */
  async platformPid(): Promise<number> {
    return (await this.platformProcess()).pid;
  }
  async stop(): Promise<void> {
    await this.worker?.stop();
    await this.process?.stop();
  }

  private async platformProcess(): Promise<PlatformProcess> {
    this.process ??= await startPlatformProcess(await freePort());
    return this.process;
  }
  private async publishedPlatform(): Promise<PlatformClient> {
    const { url } = await this.platformProcess();
    const client = new PlatformClient(url);
    for (const document of documents) await client.publish(document);
    return client;
  }
}
