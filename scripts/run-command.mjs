/** Runs one command to its end. SIGINT and SIGTERM end the command first and then this process, as without it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORT_EVERY_MS = 10_000;

export class CommandFailed extends Error {}

/**
 * @param {string} label what is done, for the progress line every ten seconds
 * @param {string[]} command the program and its arguments; a program ending in .js runs in this Node
 * @param {{shell?: boolean, env?: Record<string, string>}} options env: beside the environment of this process
 * @throws {CommandFailed} when the command ends with anything but 0
 */
export async function runCommand(label, [program, ...args], { shell = false, env = {} } = {}) {
  const [file, list] = program.endsWith('.js') ? [process.execPath, [program, ...args]] : [program, args];
  const environment = { ...process.env, ...env };
  const child = spawn(file, list, { cwd: ROOT, shell, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  const release = forwardSignals(child);
  const ticking = reportProgress(label);
  try {
    const end = await endOf(child);
    if (end === 0) return;
    throw new CommandFailed(`${label}: ended with ${end}`);
  } finally {
    clearInterval(ticking);
    release();
  }
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
}

function reportProgress(label) {
  const started = Date.now();
  return setInterval(
    () => console.log(`${label}: ${Math.round((Date.now() - started) / 1000)} s so far`),
    REPORT_EVERY_MS,
  );
}

function forwardSignals(child) {
  const onSignal = (signal) => {
    child.once('close', () => {
      release();
      process.kill(process.pid, signal);
    });
    child.kill(signal);
  };
  const release = () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return release;
}
