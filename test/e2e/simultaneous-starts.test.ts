/** Instances on DATA_DIRs of their own that start at the same moment do not get in each other's way. */
import { afterEach, expect, it } from '@jest/globals';
import { obtainTemporalCli } from '../../src/temporal/server/obtain-temporal.js';
import { startEmbeddedTemporal } from '../../src/temporal/server/embedded-temporal.js';
import { isRunning, identify } from '../../src/process/process-identity.js';
import { Place } from './platform-process.js';

const places: Place[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.clear()));
}, 60_000);

it('each gets a Temporal server of its own, also where both want the same port', async () => {
  const { path: cliPath } = await obtainTemporalCli({ env: process.env, progress: () => undefined });
  for (let n = 0; n < 3; n += 1) places.push(await Place.make());
  const servers = await Promise.all(
    places.map(({ dataDir }) =>
      startEmbeddedTemporal({ cliPath, dataDir, namespace: 'default', log: () => undefined }),
    ),
  );
  expect(new Set(servers.map(({ address }) => address)).size).toBe(3);
  expect(new Set(servers.map(({ uiUrl }) => uiUrl)).size).toBe(3);
  for (const [n, { pid }] of servers.entries()) {
    const identity = await identify(pid);
    expect(identity && (await isRunning(identity))).toBe(true);
    expect((await places[n]?.temporalServers())?.map((one) => one.pid)).toEqual([pid]);
  }
}, 120_000);
