/** What keeps a server from starting, and from being held up. */
import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { ForRole, OpenToAll } from '../../../src/security/access.js';
import { AccessGuard } from '../../../src/security/access.guard.js';
import { DeclaredAccess } from '../../../src/security/declared-access.js';
import { boundRequests } from '../../../src/security/request-timeouts.js';

@Controller('declared')
class Declared {
  @Get('one')
  @ForRole('viewer')
  one() {}
  @Get('two')
  @OpenToAll()
  two() {}
  notAnEndpoint() {}
}
@Controller('forgotten')
class Forgotten {
  @Get()
  read() {}
}
async function startWith(controllers: (typeof Declared | typeof Forgotten)[]): Promise<void> {
  @Module({ imports: [DiscoveryModule], controllers, providers: [DeclaredAccess] })
  class Application {}
  const app = await NestFactory.createApplicationContext(Application, { logger: false, abortOnError: false });
  await app.close();
}

describe('an endpoint', () => {
  it('that says who may call it lets the server start', async () => {
    await expect(startWith([Declared])).resolves.toBeUndefined();
  });
  it('that does not keeps the server from starting', async () => {
    await expect(startWith([Declared, Forgotten])).rejects.toThrow(/who may call Forgotten\.read$/);
  });
  it('that does not is called by nobody', () => {
    const guard = new AccessGuard({ get: () => undefined } as never);
    expect(() => guard.canActivate({ getHandler: () => undefined } as never)).toThrow(/does not say who may call it/);
  });
});

it('a client that does not finish its headers is answered 408 and let go', async () => {
  const server = createServer({ connectionsCheckingInterval: 20 }, (_, response) => response.end());
  boundRequests(server, { headers_ms: 50, request_ms: 100 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow');
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  server.close();
});
