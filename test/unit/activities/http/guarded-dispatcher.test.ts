import { getDefaultAutoSelectFamily, setDefaultAutoSelectFamily } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { request } from 'undici';
import { PermanentError } from '../../../../activities/errors.js';
import { AddressList } from '../../../../activities/http/address-list.js';
import { AddressPolicy } from '../../../../activities/http/address-policy.js';
import { guardedDispatcher } from '../../../../activities/http/guarded-dispatcher.js';
import { resolver } from './http-calls.js';
import { startLoopbackServer, type LoopbackServer } from './loopback-server.js';

let server: LoopbackServer;
beforeAll(async () => {
  server = await startLoopbackServer((_request, response) => void response.end('here'));
});
afterAll(() => server.close());

const resolve = resolver({ 'service.example': ['127.0.0.1'] });
const url = () => `http://service.example:${server.port}/`;
const lenient = new AddressPolicy(new AddressList('', 'test'));

it('a peer that the policy refuses is dropped before anything is sent', async () => {
  let asked = 0;
  const once = { refusal: () => ((asked += 1) === 1 ? null : new PermanentError('not this one')) };
  const dispatcher = guardedDispatcher({ policy: () => once as unknown as AddressPolicy, resolve });
  await expect(request(url(), { dispatcher })).rejects.toThrow('not this one');
  expect([asked, server.received]).toEqual([2, []]);
});

it('a lookup for one address gets one', async () => {
  const before = getDefaultAutoSelectFamily();
  setDefaultAutoSelectFamily(false);
  const { body } = await request(url(), { dispatcher: guardedDispatcher({ policy: () => lenient, resolve }) });
  setDefaultAutoSelectFamily(before);
  expect(await body.text()).toBe('here');
});
