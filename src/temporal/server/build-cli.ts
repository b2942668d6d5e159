/** A build of the Temporal CLI from tools/temporal-server/go.mod, where `go` exists. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../process/project-root.js';
import { cachedCliPath, cliCacheFolder } from './cli-cache.js';
import { checkCli } from './cli-version.js';
import { runLongCommand } from './long-command.js';
import type { ObtainContext, ObtainResult, ObtainStrategy } from './obtain-strategy.js';
import { TEMPORAL_CLI_VERSION } from './temporal-version.js';

const TIME_LIMIT_MS = 30 * 60_000;
const REPORT_EVERY_MS = 10_000;
const DRAFT = 'build-';

/** What makes the file; a test puts its own in place of Go. */
export interface Builder {
  program: string;
  arguments(output: string): string[];
  report_every_ms?: number;
}
const goBuilder: Builder = {
  program: 'go',
  arguments: (output) => ['build', '-trimpath', '-buildvcs=false', `-ldflags=${LINKER_FLAGS}`, '-o', output, PACKAGE],
};
const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';
/** Without debug tables, and with the version that a build from a module does not know by itself. */
const LINKER_FLAGS = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${TEMPORAL_CLI_VERSION}`;

export function buildCli(builder: Builder = goBuilder): ObtainStrategy {
  return { source: 'go-build', makes: true, obtain: (context) => build(context, builder) };
}

async function build(context: ObtainContext, builder: Builder): Promise<ObtainResult> {
  const { env, progress, signal } = context;
  if (!isThere(builder.program, env)) return { kind: 'unavailable', reason: `there is no ${builder.program} on PATH` };
  mkdirSync(cliCacheFolder(env), { recursive: true });
  removeDrafts(cliCacheFolder(env));
  const draft = join(cliCacheFolder(env), `${DRAFT}${randomUUID()}`);
  progress(`Temporal: building version ${TEMPORAL_CLI_VERSION} with Go, about 3 to 5 minutes on two cores, once`);
  try {
    const result = await runLongCommand({
      program: builder.program,
      arguments: builder.arguments(draft),
      folder: join(projectRoot(), 'tools', 'temporal-server'),
      environment: { ...env, GOFLAGS: `${env['GOFLAGS'] ?? ''} -mod=readonly`.trim() },
      signal,
      watch: { every_ms: builder.report_every_ms ?? REPORT_EVERY_MS, look: (elapsed) => report(elapsed, progress) },
    });
    if (result.kind === 'failed') return { kind: 'unavailable', reason: `the build failed: ${result.reason}` };
    return await takeBuild(draft, env);
  } finally {
    rmSync(draft, { force: true });
  }
}

async function takeBuild(draft: string, env: NodeJS.ProcessEnv): Promise<ObtainResult> {
  const check = await checkCli(draft);
  if (check.kind === 'unusable') return { kind: 'unavailable', reason: `the build failed: ${check.reason}` };
  renameSync(draft, cachedCliPath(env));
  return { kind: 'found', path: cachedCliPath(env) };
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
