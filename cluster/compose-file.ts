/** docker-compose.temporal.yml, read for what others have to do as it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../src/process/project-root.js';

type Text = string | number;
export interface ComposeService {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, Text>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas?: number };
  stop_grace_period?: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
}
export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}
export const COMPOSE_FILE = 'docker-compose.temporal.yml';

/** With its anchors and merges resolved; `${…}` stays as it is written. */
export function readComposeFile(): ComposeFile {
  return parse(readFileSync(join(projectRoot(), COMPOSE_FILE), 'utf8'), { merge: true }) as ComposeFile;
}
/** The environment of a service, as a process gets it. @throws Error when the file has no such service */
export function environmentOf(service: string): Record<string, string> {
  const found = readComposeFile().services[service];
  if (!found) throw new Error(`${COMPOSE_FILE} has no service ${service}`);
  return Object.fromEntries(Object.entries(found.environment ?? {}).map(([name, value]) => [name, String(value)]));
}
