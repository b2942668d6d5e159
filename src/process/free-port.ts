import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StartupError } from './startup-error.js';

const LOOPBACK = '127.0.0.1';
/** Below what systems hand out to outgoing connections (from 32768 or 49152), which could take the port meanwhile. */
const PORTS = { from: 15_000, to: 32_000 };
const TRIES = 50;

/** A port on 127.0.0.1 that nobody listens on and no outgoing connection is given: the first free one of `preferred`, else any. */
export async function freePort(...preferred: (number | undefined)[]): Promise<number> {
  for (const port of preferred) {
    if (port !== undefined && (await isPortFree(port))) return port;
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isPortFree(port)) return port;
  }
  return listenOnce(0, LOOPBACK);
}

export async function isPortFree(port: number, host: string = LOOPBACK): Promise<boolean> {
  return listenOnce(port, host).then(
    () => true,
    () => false,
  );
}

/**
 * Checks a port that was asked for by the environment variable `setting`.
 * @throws StartupError `port_in_use`, `port_not_allowed` or `host_unavailable`.
 */
export async function requireFreePort(options: { port: number; host: string; setting: string }): Promise<void> {
  const { port, host, setting } = options;
  await listenOnce(port, host).catch((error: NodeJS.ErrnoException) => {
    throw (
      listenError(error, options) ??
      new StartupError('port_unusable', `${setting} ${port} on ${host}: ${error.message}`)
    );
  });
}

/** The StartupError for an error of listen(); null when it is none of the known ones. */
export function listenError(
  error: NodeJS.ErrnoException,
  { port, host, setting }: { port: number; host: string; setting: string },
): StartupError | null {
  const because = { cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartupError(
        'port_in_use',
        `Port ${port} on ${host} is already in use: stop what listens there, or set ${setting} to another port.`,
        because,
      );
    case 'EACCES':
      return new StartupError(
        'port_not_allowed',
        `Port ${port} on ${host} is not allowed for this user: set ${setting} to a port above 1023.`,
        because,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(
        'host_unavailable',
        `HOST ${host} is no address of this machine: set HOST to one that is, such as ${LOOPBACK}.`,
        because,
      );
    default:
      return null;
  }
}

/** Listens and closes; resolves to the port. */
function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
