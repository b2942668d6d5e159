/** The settings of who may use the API. */
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../../src/configuration.js';
import { startupMessage } from '../../../src/process/startup-message.js';

describe('without API keys', () => {
  it('nobody else than this machine is served', () => {
    const { host, access } = readConfiguration({});
    expect([host, access.keysFile, access.allowedHosts, access.allowedOrigins]).toEqual(['127.0.0.1', null, [], []]);
    expect(() => readConfiguration({ HOST: '0.0.0.0' })).toThrow(
      /without API keys the server listens on loopback only/,
    );
  });
});
describe('with API keys', () => {
  const read = (env: NodeJS.ProcessEnv) => readConfiguration({ API_KEYS_FILE: 'keys.json', ...env });

  it('any address may be listened on', () => {
    const { host, access } = read({ HOST: '0.0.0.0' });
    expect([host, access.keysFile]).toEqual(['0.0.0.0', resolve('keys.json')]);
  });
  it('origins and names are lists, as browsers write them', () => {
    const { access } = read({
      ALLOWED_ORIGINS: 'https://A.example/, http://b:81',
      ALLOWED_HOSTS: 'Dynex.Example,[::2]',
    });
    expect(access.allowedOrigins).toEqual(['https://a.example', 'http://b:81']);
    expect(access.allowedHosts).toEqual(['dynex.example', '[::2]']);
  });
  it.each([
    [{ ALLOWED_ORIGINS: '*' }, /ALLOWED_ORIGINS: \* is not an origin/],
    [{ ALLOWED_ORIGINS: 'a.example' }, /is not an origin such as/],
    [{ ALLOWED_ORIGINS: 'https://a.example/page' }, /is not an origin/],
    [{ ALLOWED_HOSTS: 'a.example:80' }, /ALLOWED_HOSTS: a\.example:80 is not a name/],
    [{ ALLOWED_HOSTS: 'https://a.example' }, /is not a name/],
    [{ RATE_LIMIT_PER_MINUTE: '0' }, /RATE_LIMIT_PER_MINUTE=0/],
    [{ RATE_LIMIT_FAILED_PER_MINUTE: 'few' }, /RATE_LIMIT_FAILED_PER_MINUTE=few/],
  ])('%j is refused', (env, message) => expect(() => read(env)).toThrow(message));

  it('what is said at the start shows how a request carries one', () => {
    const said = (needsKey: boolean) => startupMessage({ url: 'http://127.0.0.1:8000', temporalUi: null, needsKey });
    expect(said(true)).toContain('-H "authorization: Bearer $DYNEX_API_KEY"');
    expect(said(false)).not.toContain('authorization');
  });
});
