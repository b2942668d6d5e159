/** The files of kubernetes/, which no test can apply: that they agree with the platform and with one another. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { HealthController } from '../../../src/http/health.controller.js';
import { readConfiguration } from '../../../src/configuration.js';
import { projectRoot } from '../../../src/process/project-root.js';
import { knownSettings } from './known-settings.js';

type Labels = Record<string, string>;
interface Probe {
  httpGet: { path: string; port: string };
}
interface Container {
  name: string;
  image: string;
  envFrom: { configMapRef: { name: string } }[];
  env: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  ports?: { name: string; containerPort: number }[];
  securityContext: Record<string, unknown>;
  resources: { requests: Labels; limits: Labels };
  volumeMounts: { name: string }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}
interface Pod {
  serviceAccountName: string;
  terminationGracePeriodSeconds: number;
  securityContext: Record<string, unknown>;
  containers: [Container];
  volumes: { name: string }[];
}
interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  data?: Labels;
  resources?: string[];
  images?: { name: string }[];
  spec: {
    replicas: number;
    selector: Labels & { matchLabels: Labels };
    podSelector: { matchLabels: Labels };
    ports: { targetPort: string }[];
    scaleTargetRef: { kind: string; name: string };
    minReplicas: number;
    template: { metadata: { labels: Labels }; spec: Pod };
  };
}
const FOLDERS = ['base', 'autoscaling'];
const FOLDER = join(projectRoot(), 'kubernetes');
const textOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const files = FOLDERS.flatMap((folder) => readdirSync(join(FOLDER, folder)).map((file) => join(folder, file)));
const resources = files.flatMap((file) => parseAllDocuments(textOf(file)).map((one) => one.toJS() as Resource));
const ofKind = (kind: string): Resource[] => resources.filter((one) => one.kind === kind);
const named = (kind: string, name: string): Resource | undefined =>
  ofKind(kind).find(({ metadata }) => metadata.name === name);
const podsWith = (labels: Labels): string[] =>
  ofKind('Deployment')
    .filter(({ spec }) =>
      Object.entries(labels).every(([name, value]) => spec.template.metadata.labels[name] === value),
    )
    .map(({ metadata }) => metadata.name);

/** The paths that the controller answers. */
function healthPaths(): string[] {
  const base = Reflect.getMetadata('path', HealthController) as string;
  const methods = Object.getOwnPropertyNames(HealthController.prototype) as (keyof HealthController)[];
  const paths = methods.map((name) => Reflect.getMetadata('path', HealthController.prototype[name]) as string);
  return paths.filter((path) => path !== undefined).map((path) => `/${base}/${path}`);
}

describe('kubernetes/', () => {
  it.each(files)('%s is YAML without a mistake, and each of its documents a resource', (file) => {
    for (const document of parseAllDocuments(textOf(file))) {
      expect([...document.errors, ...document.warnings]).toEqual([]);
      expect(document.toJS()).toEqual(
        expect.objectContaining({ apiVersion: expect.any(String), kind: expect.any(String) }),
      );
    }
  });
  it.each(FOLDERS)('%s has a kustomization that names each of its files', (folder) => {
    const { resources: listed = [] } = parse(textOf(`${folder}/kustomization.yaml`)) as Resource;
    const others = readdirSync(join(FOLDER, folder)).filter((file) => file !== 'kustomization.yaml');
    expect(listed.filter((one) => !one.startsWith('..')).sort()).toEqual(others.sort());
  });
  it('has two APIs and three workers', () => {
    const replicas = ofKind('Deployment').map(({ metadata, spec }) => [metadata.name, spec.replicas]);
    expect(replicas).toEqual([
      ['dynamic-executor-api', 2],
      ['dynamic-executor-worker', 3],
    ]);
  });

  describe.each(ofKind('Deployment').map((one) => [one.metadata.name, one] as const))('%s', (_, { spec }) => {
    const pod = spec.template.spec;
    const [container] = pod.containers;

    it('selects its own pods', () => {
      expect(spec.selector.matchLabels).toEqual(spec.template.metadata.labels);
    });
    it('is given settings that the platform knows, and that it takes', () => {
      const shared = container.envFrom.flatMap(({ configMapRef }) => {
        const { data } = named('ConfigMap', configMapRef.name) as Resource;
        return Object.entries(data ?? {});
      });
      const own = container.env.map(({ name, value }) => [name, value ?? 'postgresql://from-a-secret'] as const);
      const environment = Object.fromEntries([...shared, ...own]);
      expect(Object.keys(environment).filter((name) => !knownSettings().has(name))).toEqual([]);
      expect(readConfiguration(environment).role).toBe(container.name);
    });
    it('takes what is secret by reference', () => {
      const secrets = container.env.filter(({ name }) => name === 'DATABASE_URL');
      expect(secrets.map(({ value, valueFrom }) => [value, valueFrom?.secretKeyRef.key])).toEqual([[undefined, 'url']]);
      expect(ofKind('Secret')).toEqual([]);
    });
    it('is no root, has no rights, and writes to /tmp only', () => {
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    });
    it('says what it needs, and has time to drain', () => {
      expect(Object.keys(container.resources.requests).sort()).toEqual(['cpu', 'memory']);
      expect(container.resources.limits).toHaveProperty('memory');
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(28);
    });
    it('mounts volumes and uses a service account, an image and probes that are there', () => {
      const volumes = pod.volumes.map(({ name }) => name).sort();
      expect(container.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes);
      expect(named('ServiceAccount', pod.serviceAccountName)).toBeDefined();
      const { images = [] } = ofKind('Kustomization').find((one) => one.images) ?? {};
      expect(images.map(({ name }) => name)).toEqual([container.image]);
      for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
        if (!probe) continue;
        expect(healthPaths()).toContain(probe.httpGet.path);
        expect(container.ports?.map(({ name }) => name)).toContain(probe.httpGet.port);
      }
    });
  });

  it.each([
    ['api', 'PORT', 'http'],
    ['worker', 'METRICS_PORT', 'metrics'],
  ])('probes the %s where it listens', (role, setting, name) => {
    const [container] = named('Deployment', `dynamic-executor-${role}`)?.spec.template.spec.containers ?? [];
    const port = container?.env.find((one) => one.name === setting)?.value;
    expect(container?.ports).toEqual([{ name, containerPort: Number(port) }]);
    expect([container?.startupProbe, container?.livenessProbe, container?.readinessProbe]).not.toContain(undefined);
    expect(container?.readinessProbe?.httpGet.path).toBe('/health/ready');
  });
  it('has services, budgets, policies and autoscalers of pods that are there', () => {
    for (const { spec } of ofKind('Service')) expect(podsWith(spec.selector)).toEqual(['dynamic-executor-api']);
    for (const kind of ['PodDisruptionBudget', 'NetworkPolicy', 'HorizontalPodAutoscaler']) {
      const about = ofKind(kind).flatMap(({ spec }) => {
        if (spec.scaleTargetRef) return [spec.scaleTargetRef.name];
        return podsWith((spec.podSelector ?? spec.selector).matchLabels);
      });
      expect([kind, about]).toEqual([kind, ['dynamic-executor-api', 'dynamic-executor-worker']]);
    }
  });
  it('does not scale below what it starts with', () => {
    for (const { spec } of ofKind('HorizontalPodAutoscaler')) {
      expect(spec.minReplicas).toBe(named('Deployment', spec.scaleTargetRef.name)?.spec.replicas);
    }
  });
});
