/** docker-compose.temporal.yml, which no test can run: that it agrees with the platform, the servers and itself. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { COMPOSE_FILE, environmentOf, readComposeFile } from '../../../cluster/compose-file.js';
import { readConfiguration } from '../../../src/configuration.js';
import { projectRoot } from '../../../src/process/project-root.js';
import { serverArguments } from '../../../src/temporal/server/server-arguments.js';
import { TEMPORAL_SERVER_VERSION } from '../../../src/temporal/server/temporal-version.js';
import { knownSettings } from './known-settings.js';

const { services, volumes } = readComposeFile();
const PLATFORM = ['api', 'worker'];
const inProject = (path: string): string => join(projectRoot(), path);

describe(COMPOSE_FILE, () => {
  const images = Object.entries(services).flatMap(([name, { image }]) => (image ? [[name, image] as const] : []));

  it.each(images)('pins the image of %s', (_, image) => {
    expect(image).toMatch(/^[a-z0-9./-]+:\d+\.\d+[\w.-]*$/);
  });
  it.each(['temporal', 'databases', 'namespace'])('runs %s at the version that the tests run', (name) => {
    expect(services[name]?.image?.split(':')[1]).toBe(TEMPORAL_SERVER_VERSION);
  });
  it('waits for services that it has, and that can be waited for', () => {
    for (const { depends_on = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        const waited = services[name];
        expect([name, waited !== undefined]).toEqual([name, true]);
        if (condition === 'service_healthy') expect([name, waited?.healthcheck]).toEqual([name, expect.anything()]);
        if (condition === 'service_completed_successfully') expect(waited?.command).toEqual(expect.anything());
      }
    }
  });
  it('mounts files of this project and volumes that it declares', () => {
    const sources = Object.values(services).flatMap((service) =>
      (service.volumes ?? []).map((one) => one.split(':')[0]),
    );
    for (const source of sources.map(String)) {
      const isThere = source.startsWith('./')
        ? source === './keys' || existsSync(inProject(source))
        : source in volumes;
      expect([source, isThere]).toEqual([source, true]);
    }
  });
  it('opens its ports to this machine only', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });
  it('has no password of its own', () => {
    const text = readFileSync(inProject(COMPOSE_FILE), 'utf8');
    const given = text.split('\n').filter((line) => /PASSWORD|PWD/.test(line.replace(/^.*#.*/, '')));
    for (const line of given) expect(line).toContain('${POSTGRES_PASSWORD');
  });

  describe.each(PLATFORM)('the %s', (name) => {
    const service = services[name];

    it('is built by a Dockerfile that is there', () => {
      expect(existsSync(inProject(service?.build?.dockerfile ?? 'none'))).toBe(true);
    });
    it('is given settings that the platform knows, and that it takes', () => {
      const environment = environmentOf(name);
      expect(Object.keys(environment).filter((one) => !knownSettings().has(one))).toEqual([]);
      const { role, temporalAddress, databaseUrl } = readConfiguration(environment);
      expect([role, temporalAddress]).toEqual([name, environmentOf('namespace')['TEMPORAL_ADDRESS']]);
      expect(databaseUrl).toMatch(/@postgres:5432\/dynamic_executor$/);
    });
    it('is no root, writes to no disk, and has time to drain', () => {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], stop_grace_period: '40s' });
      expect(service?.user).toMatch(/1000:1000/);
    });
  });
  it('has two APIs and three workers', () => {
    expect(PLATFORM.map((name) => services[name]?.deploy?.replicas)).toEqual([2, 3]);
  });
  it('has connections for all of them', () => {
    const own = environmentOf('temporal');
    const temporal = 4 * (Number(own['SQL_MAX_CONNS']) + Number(own['SQL_VIS_MAX_CONNS']));
    const limit = Number(/max_connections=(\d+)/.exec(String(services['postgres']?.command))?.[1]);
    expect(temporal + (2 + 3) * 20).toBeLessThan(limit);
  });
});

describe('docker/', () => {
  it('has a dynamic config that says what the embedded server is told', () => {
    const text = readFileSync(inProject('docker/dynamic-config.yml'), 'utf8');
    const settings = Object.entries(parse(text) as Record<string, { value: unknown }[]>);
    const told = serverArguments({ dataDir: '/data', namespace: 'default', ports: { grpc: 1, ui: 2 } });
    const options = told.filter((_, index) => told[index - 1] === '--dynamic-config-value');
    const written = settings.map(([name, [first]]) => `${name}=${JSON.stringify(first?.value)}`);
    expect(written.sort()).toEqual(options.sort());
  });
  it.each(['databases.sh', 'namespace.sh'])('has %s as a program', (name) => {
    expect(statSync(inProject(`docker/${name}`)).mode & 0o111).toBe(0o111);
  });
  it('sends requests to the port of the APIs, from the port that is open', () => {
    const gateway = readFileSync(inProject('docker/gateway.conf'), 'utf8');
    expect(gateway).toContain(`http://api:${readConfiguration({}).port}`);
    const inside = services['gateway']?.ports?.[0]?.split(':').at(-1);
    expect(gateway).toContain(`listen ${inside};`);
  });
});
