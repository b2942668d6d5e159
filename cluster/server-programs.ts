/**
 * The Temporal server and its schema tool, as they run on a PostgreSQL: from the user's cache, or built with Go from
 * the module that the CLI comes from. The tests of the production shape and its benchmark need them; users do not.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { userCacheFolder } from '../src/process/user-cache.js';
import { withCacheLock } from '../src/temporal/server/cache-lock.js';
import type { CliCheck } from '../src/temporal/server/cli-version.js';
import { buildProgram, goBuilder, type Builder } from '../src/temporal/server/go-build.js';
import type { ObtainContext } from '../src/temporal/server/obtain-strategy.js';
import { TEMPORAL_SERVER_VERSION } from '../src/temporal/server/temporal-version.js';

export interface ServerPrograms {
  /** Holds both, under the names that Temporal's images have for them. */
  folder: string;
  server: string;
  sqlTool: string;
}
export type ProgramsResult = { kind: 'found'; programs: ServerPrograms } | { kind: 'missing'; reason: string };

interface Program {
  name: string;
  package: string;
}
const SERVER: Program = { name: 'temporal-server', package: 'go.temporal.io/server/cmd/server' };
const SQL_TOOL: Program = { name: 'temporal-sql-tool', package: 'go.temporal.io/server/cmd/tools/sql' };
const PROGRAMS = [SERVER, SQL_TOOL];
const ENDING = process.platform === 'win32' ? '.exe' : '';

/** <the user's cache folder>/dynamic-executor/temporal-server/<version>: shared by all clones of a user. */
export function programsFolder(env: NodeJS.ProcessEnv): string {
  return join(userCacheFolder(env), 'dynamic-executor', 'temporal-server', TEMPORAL_SERVER_VERSION);
}
/** What an earlier call of `obtainServerPrograms` has left. */
export async function findServerPrograms(env: NodeJS.ProcessEnv): Promise<ProgramsResult> {
  for (const { name } of PROGRAMS) {
    const path = pathOf(env, name);
    if (!existsSync(path)) return { kind: 'missing', reason: `${path} is not there` };
    const check = await checkProgram(path);
    if (check.kind === 'unusable') return { kind: 'missing', reason: check.reason };
  }
  const folder = programsFolder(env);
  return { kind: 'found', programs: { folder, server: pathOf(env, SERVER.name), sqlTool: pathOf(env, SQL_TOOL.name) } };
}
/** Builds what is not there: a minute or two, once. @param builderOf what makes a package's program; Go if not said */
export async function obtainServerPrograms(
  context: ObtainContext,
  builderOf: (goPackage: string) => Builder = goBuilder,
): Promise<ProgramsResult> {
  const ready = await findServerPrograms(context.env);
  if (ready.kind === 'found') return ready;
  return withCacheLock(programsFolder(context.env), context, async () => {
    const made = await findServerPrograms(context.env);
    return made.kind === 'found' ? made : buildAll(context, builderOf);
  });
}
async function buildAll(context: ObtainContext, builderOf: (goPackage: string) => Builder): Promise<ProgramsResult> {
  for (const { name, package: goPackage } of PROGRAMS) {
    const result = await buildProgram(context, {
      builder: builderOf(goPackage),
      what: `building ${name} ${TEMPORAL_SERVER_VERSION} with Go, about a minute after the CLI, once`,
      target: pathOf(context.env, name),
      check: checkProgram,
    });
    if (result.kind === 'unavailable') return { kind: 'missing', reason: `${name}: ${result.reason}` };
  }
  return findServerPrograms(context.env);
}
const pathOf = (env: NodeJS.ProcessEnv, name: string): string => join(programsFolder(env), name + ENDING);

/** Both say `… version 1.31.2`. */
async function checkProgram(path: string): Promise<CliCheck> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    if (stdout.trim().endsWith(`version ${TEMPORAL_SERVER_VERSION}`)) return { kind: 'usable' };
    return { kind: 'unusable', reason: `${path} is "${stdout.trim()}"` };
  } catch (error) {
    return { kind: 'unusable', reason: `${path} does not run: ${(error as Error).message.split('\n')[0]}` };
  }
}
