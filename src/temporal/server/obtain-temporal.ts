/**
 * A Temporal CLI for the embedded server: on PATH, in the cache, downloaded, or built.
 *
 * The ways that make a file in the cache are taken by one process at a time; the others wait for it and find its file.
 */
import { StartupError } from '../../process/startup-error.js';
import { buildCli } from './build-cli.js';
import { withCacheLock } from './cache-lock.js';
import { cliCacheFolder } from './cli-cache.js';
import { downloadCli } from './download-cli.js';
import { findInCache, findOnPath } from './find-cli.js';
import type { ObtainContext, ObtainStrategy, TemporalCliSource } from './obtain-strategy.js';

export interface ObtainOptions {
  env: NodeJS.ProcessEnv;
  /** Gets a line when something takes long, at least every 10 s. */
  progress(line: string): void;
  strategies?: ObtainStrategy[];
  /** Ends a download or a build. */
  signal?: AbortSignal;
}
export interface TemporalCli {
  path: string;
  source: TemporalCliSource;
}

/** @throws StartupError `temporal_unavailable`, which names the four ways and why each of them is closed. */
export async function obtainTemporalCli(options: ObtainOptions): Promise<TemporalCli> {
  const strategies = options.strategies ?? [findOnPath, findInCache, downloadCli(), buildCli()];
  const closed: Reasons = new Map();
  const ready = await firstOf(
    strategies.filter(({ makes }) => !makes),
    options,
    closed,
  );
  if (ready) return ready;
  const later = strategies.filter(({ source }) => source !== 'path');
  const made = await withCacheLock(cliCacheFolder(options.env), options, () => firstOf(later, options, closed));
  if (made) return made;
  throw unavailable(closed);
}

type Reasons = Map<TemporalCliSource, string>;

async function firstOf(
  strategies: ObtainStrategy[],
  context: ObtainContext,
  closed: Reasons,
): Promise<TemporalCli | null> {
  for (const strategy of strategies) {
    const result = await strategy.obtain(context);
    if (result.kind === 'found') return { path: result.path, source: strategy.source };
    closed.set(strategy.source, result.reason);
    if (strategy.makes) context.progress(`Temporal: ${strategy.source} is not possible: ${result.reason}`);
  }
  return null;
}

function unavailable(closed: Reasons): StartupError {
  const reasons = [...closed].map(([source, reason]) => `${source}: ${reason}`).join('; ');
  return new StartupError(
    'temporal_unavailable',
    `No Temporal server: set TEMPORAL_ADDRESS to one, put the temporal CLI on PATH, allow its download from temporal.download, or install Go to build it (${reasons}).`,
  );
}
