/** Builds of the programs of tools/temporal-server/go.mod, where `go` exists, each into the user's cache. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../process/project-root.js';
import type { CliCheck } from './cli-version.js';
import { runLongCommand } from './long-command.js';
import type { ObtainContext, ObtainResult } from './obtain-strategy.js';

const TIME_LIMIT_MS = 30 * 60_000;
const REPORT_EVERY_MS = 10_000;
const DRAFT = 'build-';
/** Without debug tables. */
const STRIP = '-s -w';

/** What makes the file; a test puts its own in place of Go. */
export interface Builder {
  program: string;
  arguments(output: string): string[];
  report_every_ms?: number;
}
export interface ProgramBuild {
  builder: Builder;
  /** Told when it begins: what is built, and how long it may take. */
  what: string;
  /** Where the program goes when it is whole and passes the check. */
  target: string;
  check(path: string): Promise<CliCheck>;
}

/** Go itself, for one package. @param linkerFlags beside those that make the file small */
export const goBuilder = (goPackage: string, linkerFlags = ''): Builder => ({
  program: 'go',
  arguments: (output) => [
    ...['build', '-trimpath', '-buildvcs=false', `-ldflags=${`${STRIP} ${linkerFlags}`.trim()}`],
    ...['-o', output, goPackage],
  ],
});

/** Builds one program. The caller holds the lock of the cache folder. */
export async function buildProgram(context: ObtainContext, build: ProgramBuild): Promise<ObtainResult> {
  const { env, progress } = context;
  const folder = dirname(build.target);
  if (!isThere(build.builder.program, env)) {
    return { kind: 'unavailable', reason: `there is no ${build.builder.program} on PATH` };
  }
  mkdirSync(folder, { recursive: true });
  removeDrafts(folder);
  const draft = join(folder, `${DRAFT}${randomUUID()}`);
  progress(`Temporal: ${build.what}`);
  try {
    const failure = (await runBuilder(context, build.builder, draft)) ?? (await complaintAbout(draft, build));
    if (failure !== null) return { kind: 'unavailable', reason: `the build failed: ${failure}` };
    renameSync(draft, build.target);
    return { kind: 'found', path: build.target };
  } finally {
    rmSync(draft, { force: true });
  }
}

async function runBuilder(context: ObtainContext, builder: Builder, draft: string): Promise<string | null> {
  const { env, progress, signal } = context;
  const result = await runLongCommand({
    program: builder.program,
    arguments: builder.arguments(draft),
    folder: join(projectRoot(), 'tools', 'temporal-server'),
    environment: { ...env, GOFLAGS: `${env['GOFLAGS'] ?? ''} -mod=readonly`.trim() },
    signal,
    watch: { every_ms: builder.report_every_ms ?? REPORT_EVERY_MS, look: (elapsed) => report(elapsed, progress) },
  });
  return result.kind === 'failed' ? result.reason : null;
}

async function complaintAbout(draft: string, { check }: ProgramBuild): Promise<string | null> {
  const result = await check(draft);
  return result.kind === 'unusable' ? result.reason : null;
}

function report(elapsed_ms: number, progress: (line: string) => void): string | null {
  progress(`Temporal: still building, ${Math.round(elapsed_ms / 1000)} s so far`);
  return elapsed_ms > TIME_LIMIT_MS ? 'it took longer than 30 minutes' : null;
}

/** Builds are made one at a time, so what another left is of a build that was killed. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(DRAFT)) rmSync(join(folder, name), { force: true });
}

function isThere(program: string, env: NodeJS.ProcessEnv): boolean {
  const { error } = spawnSync(program, ['version'], { env, stdio: 'ignore', timeout: 20_000 });
  return error === undefined;
}
