/**
 * A command that may take minutes. It runs in a process group of its own, which ends with this process: on SIGINT and
 * SIGTERM, on abort, and when its watcher gives it up.
 */
import { spawn, type ChildProcess } from 'node:child_process';

export interface LongCommand {
  program: string;
  arguments: string[];
  folder: string;
  environment: NodeJS.ProcessEnv;
  signal?: AbortSignal | undefined;
  /** Called every `every_ms`; a text ends the command, as the reason of its failure. */
  watch: { every_ms: number; look(elapsed_ms: number): string | null };
}
export type CommandResult = { kind: 'done' } | { kind: 'failed'; reason: string };

const TAIL_LINES = 20;

/** Never rejects: a failure says why, by the last line of the command's output. */
export async function runLongCommand(command: LongCommand): Promise<CommandResult> {
  if (command.signal?.aborted) return { kind: 'failed', reason: 'it was cancelled' };
  const child = spawn(command.program, command.arguments, {
    cwd: command.folder,
    env: command.environment,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const release = endWithThisProcess(child, command.signal);
  const givenUp = watchUntilGivenUp(child, command.watch);
  try {
    const end = await endOf(child);
    const reason = givenUp.reason() ?? end;
    return reason === null ? { kind: 'done' } : { kind: 'failed', reason };
  } finally {
    givenUp.stop();
    release();
  }
}

/** Null for exit code 0, else the reason. */
function endOf(child: ChildProcess): Promise<string | null> {
  const tail: string[] = [];
  const keep = (chunk: Buffer) => {
    tail.push(
      ...String(chunk)
        .split('\n')
        .filter((line) => line.trim() !== ''),
    );
    tail.splice(0, Math.max(0, tail.length - TAIL_LINES));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? null : (tail.at(-1) ?? `it ended with ${signal ?? code}`)),
    );
  });
}

function watchUntilGivenUp(child: ChildProcess, { every_ms, look }: LongCommand['watch']) {
  const started = Date.now();
  let reason: string | null = null;
  const timer = setInterval(() => {
    reason ??= look(Date.now() - started);
    if (reason !== null) endGroup(child, 'SIGKILL');
  }, every_ms);
  return { reason: () => reason, stop: () => clearInterval(timer) };
}

/** A signal that nobody else handles still ends this process, as it would have without the command. */
function endWithThisProcess(child: ChildProcess, abort: AbortSignal | undefined): () => void {
  const onAbort = () => endGroup(child, 'SIGKILL');
  const onSignal = (signal: NodeJS.Signals) => {
    release();
    endGroup(child, 'SIGKILL');
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = () => {
    abort?.removeEventListener('abort', onAbort);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
  abort?.addEventListener('abort', onAbort);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return release;
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
