/** The two quick ways: a Temporal CLI that is there already. */
import { existsSync } from 'node:fs';
import { cachedCliPath, cliOnPath } from './cli-cache.js';
import { checkCli } from './cli-version.js';
import type { ObtainResult, ObtainStrategy } from './obtain-strategy.js';

export const findOnPath: ObtainStrategy = {
  source: 'path',
  makes: false,
  async obtain({ env, progress }) {
    const path = cliOnPath(env);
    if (path === null) return { kind: 'unavailable', reason: 'there is no temporal on PATH' };
    const result = await checked(path);
    if (result.kind === 'unavailable') progress(`Temporal: ${path} is not used: ${result.reason}`);
    return result;
  },
};

export const findInCache: ObtainStrategy = {
  source: 'cache',
  makes: false,
  async obtain({ env }) {
    const path = cachedCliPath(env);
    return existsSync(path) ? checked(path) : { kind: 'unavailable', reason: `${path} is not there` };
  },
};

async function checked(path: string): Promise<ObtainResult> {
  const check = await checkCli(path);
  return check.kind === 'usable' ? { kind: 'found', path } : { kind: 'unavailable', reason: check.reason };
}
