/**
 * The official download of the Temporal SDK (temporal.download), by the SDK's own client in a process of its own: it
 * cannot be interrupted, follows the proxy settings of the environment, and would install its runtime here.
 */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../process/project-root.js';
import { cachedCliPath, cliCacheFolder } from './cli-cache.js';
import { checkCli } from './cli-version.js';
import { runLongCommand, type CommandResult } from './long-command.js';
import type { ObtainContext, ObtainResult, ObtainStrategy } from './obtain-strategy.js';
import { TEMPORAL_CLI_VERSION } from './temporal-version.js';

/** A download that has not grown for this long is given up; so is one that never began. */
const STALL_MS = 18_000;
const REPORT_EVERY_MS = 10_000;

/** Downloads into a folder; a test puts its own in place of the SDK's. */
export interface Downloader {
  program: string;
  arguments(folder: string): string[];
}
const sdkDownloader = (): Downloader => ({
  program: process.execPath,
  arguments: (folder) => [
    join(projectRoot(), 'tools', 'temporal-server', 'download.mjs'),
    folder,
    `v${TEMPORAL_CLI_VERSION}`,
  ],
});

export function downloadCli(options: { downloader?: Downloader; stall_ms?: number } = {}): ObtainStrategy {
  return {
    source: 'download',
    makes: true,
    obtain: (context) => download(context, options.downloader ?? sdkDownloader(), options.stall_ms ?? STALL_MS),
  };
}

async function download(context: ObtainContext, downloader: Downloader, stall_ms: number): Promise<ObtainResult> {
  mkdirSync(cliCacheFolder(context.env), { recursive: true });
  const folder = mkdtempSync(join(cliCacheFolder(context.env), 'download-'));
  try {
    context.progress(`Temporal: downloading version ${TEMPORAL_CLI_VERSION} from temporal.download`);
    const result = await runLongCommand({
      program: downloader.program,
      arguments: downloader.arguments(folder),
      folder: projectRoot(),
      environment: context.env,
      signal: context.signal,
      watch: { every_ms: 500, look: stallWatch(folder, stall_ms, context.progress) },
    });
    return await takeDownload(folder, context.env, result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeDownload(folder: string, env: NodeJS.ProcessEnv, result: CommandResult): Promise<ObtainResult> {
  const file = readdirSync(folder).find((name) => name.startsWith('temporal') && !name.endsWith('.downloading'));
  if (file === undefined) {
    return { kind: 'unavailable', reason: result.kind === 'failed' ? result.reason : 'the download left no file' };
  }
  const check = await checkCli(join(folder, file));
  if (check.kind === 'unusable') return { kind: 'unavailable', reason: check.reason };
  renameSync(join(folder, file), cachedCliPath(env));
  return { kind: 'found', path: cachedCliPath(env) };
}

function stallWatch(folder: string, stall_ms: number, progress: (line: string) => void) {
  let size = 0;
  let grown_at = 0;
  let reported_at = 0;
  return (elapsed_ms: number): string | null => {
    const now = sizeOfFiles(folder);
    if (now > size) [size, grown_at] = [now, elapsed_ms];
    if (size > 0 && elapsed_ms - reported_at >= REPORT_EVERY_MS) {
      reported_at = elapsed_ms;
      progress(`Temporal: ${Math.round(size / 1e6)} MB unpacked after ${Math.round(elapsed_ms / 1000)} s`);
    }
    return elapsed_ms - grown_at > stall_ms ? `no byte came within ${Math.round(stall_ms / 1000)} s` : null;
  };
}

function sizeOfFiles(folder: string): number {
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}
