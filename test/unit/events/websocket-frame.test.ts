import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { textFrame } from '../../../src/events/websocket-frame.js';

/** Accepts one WebSocket by hand, sends it these bytes, and returns the first message that its library reads from them. */
async function read(bytes: Buffer): Promise<string> {
  const server = createServer((socket) => socket.once('data', (request) => answer(socket, String(request), bytes)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    return await new Promise((resolve, reject) => {
      client.once('message', (data, isBinary) => (isBinary ? reject(new Error('binary')) : resolve(String(data))));
      client.once('error', reject);
    });
  } finally {
    client.terminate();
    server.close();
  }
}
function answer(socket: Socket, request: string, bytes: Buffer): void {
  const key = /sec-websocket-key: (.*)\r\n/i.exec(request)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...head, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
  socket.write(bytes);
}

it.each([0, 1, 125, 126, 65_535, 65_536, 300_000])(
  'a message of %d bytes is read as it was written',
  async (length) => {
    const text = 'x'.repeat(length);
    expect(await read(textFrame(text))).toBe(text);
  },
);
it('a message is counted in bytes, not in characters', async () => {
  const text = '梁 – é'.repeat(40);
  expect(await read(textFrame(text))).toBe(text);
});
