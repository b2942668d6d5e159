/** A way to a server on loopback that a test can cut. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `refused`: connections break off and no new one is taken. `silent`: nothing arrives any more, in either direction. */
export type Cut = 'refused' | 'silent';

/** In this time what was sent has been received and acted on. */
const DELIVERED_MS = 300;

export class TcpProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private cutAs: Cut | null = null;
  private lastWords: RegExp | null = null;

  constructor(private readonly target_port: number) {
    this.server = createServer((client) => this.join(client));
  }
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }
  cut(as: Cut): void {
    this.cutAs = as;
    for (const socket of this.sockets) {
      if (as === 'refused') socket.resetAndDestroy();
      else socket.pause();
    }
  }
  /** Cuts as soon as a client has said this: it arrives, and its answer does not come back. */
  cutAfter(said: RegExp): void {
    this.lastWords = said;
  }
  mend(): void {
    this.cutAs = null;
    for (const socket of this.sockets) socket.resume();
  }
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.cutAs === 'refused') return void client.resetAndDestroy();
    const server = connect(this.target_port, '127.0.0.1');
    this.carry(client, server, (chunk) => this.listenTo(chunk));
    this.carry(server, client);
  }
  private listenTo(chunk: Buffer): void {
    if (!this.lastWords?.test(chunk.toString('latin1'))) return;
    this.lastWords = null;
    for (const socket of this.sockets) socket.pause();
    this.cutAs = 'silent';
    setTimeout(() => this.cut('refused'), DELIVERED_MS);
  }
  private carry(from: Socket, to: Socket, hear: (chunk: Buffer) => void = () => undefined): void {
    this.sockets.add(from);
    from.on('data', (chunk: Buffer) => {
      to.write(chunk);
      hear(chunk);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.cutAs === 'silent') from.pause();
  }
}
