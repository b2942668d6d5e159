import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, isPortFree, listenError, requireFreePort } from '../../../src/process/free-port.js';

let listener: Server;
let taken: number;
beforeEach(async () => {
  listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  taken = (listener.address() as { port: number }).port;
});
afterEach(() => new Promise((resolve) => listener.close(resolve)));

describe('ports', () => {
  it('prefers the first free one of those asked for', async () => {
    const free = await freePort();
    expect(await freePort(undefined, taken, free)).toBe(free);
  });

  it('takes any free one when none of those asked for is free', async () => {
    const port = await freePort(taken);
    expect(port).not.toBe(taken);
    expect(await isPortFree(port)).toBe(true);
  });

  it('says in one line which port is in use and what to set', async () => {
    const check = requireFreePort({ port: taken, host: '127.0.0.1', setting: 'PORT' });
    await expect(check).rejects.toMatchObject({
      code: 'port_in_use',
      message: `Port ${taken} on 127.0.0.1 is already in use: stop what listens there, or set PORT to another port.`,
    });
  });

  it('accepts a free port', async () => {
    await expect(
      requireFreePort({ port: await freePort(), host: '127.0.0.1', setting: 'PORT' }),
    ).resolves.toBeUndefined();
  });

  it('says that an address is none of this machine', async () => {
    const check = requireFreePort({ port: 0, host: '192.0.2.1', setting: 'PORT' });
    await expect(check).rejects.toMatchObject({ code: 'host_unavailable' });
  });

  it.each([
    ['EACCES', 'port_not_allowed'],
    ['ENOTFOUND', 'host_unavailable'],
  ])('turns %s of listen into %s', (code, expected) => {
    const error = Object.assign(new Error('listen'), { code });
    expect(listenError(error, { port: 80, host: 'localhost', setting: 'PORT' })?.code).toBe(expected);
  });

  it('leaves other errors of listen alone', () => {
    expect(listenError(new Error('other'), { port: 80, host: 'localhost', setting: 'PORT' })).toBeNull();
  });
});
