/**
 * Keeps a server running: when it ends by itself it is started again after a growing wait. Five failures in a row (an
 * end soon after a start, or a start that fails) and the supervisor gives up.
 */
import { setTimeout as delay } from 'node:timers/promises';

export interface SupervisedServer {
  /** Resolves when the server has ended. */
  exited: Promise<void>;
  stop(): Promise<void>;
}
export interface SupervisionOptions<Server extends SupervisedServer> {
  /** Name in the log, such as `Temporal`. */
  name: string;
  server: Server;
  /** Starts a successor in the same place; rejects when that fails, and soon after `signal`, which stop() aborts. */
  restart(predecessor: Server, signal: AbortSignal): Promise<Server>;
  log(line: string): void;
  onStateChange?(state: SupervisionState): void;
  /** After the last failure; the server is not running then. */
  onGiveUp(error: Error): void;
  timing?: Partial<SupervisionTiming>;
}
export type SupervisionState = 'up' | 'restarting';
export interface SupervisionTiming {
  failures_allowed: number;
  /** Wait before the first restart; it doubles with each failure up to max_wait_ms. */
  first_wait_ms: number;
  max_wait_ms: number;
  /** A server that has run for this long ends the row of failures. */
  stable_after_ms: number;
}
export interface Supervisor<Server> {
  readonly state: SupervisionState;
  readonly server: Server;
  /** Ends the supervision and then the server. */
  stop(): Promise<void>;
}

const DEFAULTS: SupervisionTiming = {
  failures_allowed: 5,
  first_wait_ms: 500,
  max_wait_ms: 8_000,
  stable_after_ms: 60_000,
};

export function superviseServer<Server extends SupervisedServer>(
  options: SupervisionOptions<Server>,
): Supervisor<Server> {
  const timing = { ...DEFAULTS, ...options.timing };
  const stopping = new AbortController();
  const current: { state: SupervisionState; server: Server } = { state: 'up', server: options.server };
  const enter = (state: SupervisionState) => {
    current.state = state;
    options.onStateChange?.(state);
  };

  const supervision = keepRunning().catch((error: Error) => {
    if (!stopping.signal.aborted) options.onGiveUp(error);
  });

  async function keepRunning(): Promise<void> {
    for (let failures = 0; ;) {
      const started = Date.now();
      await Promise.race([current.server.exited, aborted(stopping.signal)]);
      if (stopping.signal.aborted) return;
      failures = Date.now() - started >= timing.stable_after_ms ? 1 : failures + 1;
      enter('restarting');
      failures = await restart(failures, new Error(`${options.name} ended`));
      enter('up');
    }
  }

  /** Resolves to the number of failures so far once a successor runs; rejects with the last of too many. */
  async function restart(failures: number, last: Error): Promise<number> {
    if (failures >= timing.failures_allowed) throw last;
    const wait_ms = Math.min(timing.first_wait_ms * 2 ** (failures - 1), timing.max_wait_ms);
    options.log(
      `${last.message}; it is started again in ${wait_ms} ms (failure ${failures} of ${timing.failures_allowed})`,
    );
    await delay(wait_ms, undefined, { signal: stopping.signal });
    try {
      current.server = await options.restart(current.server, stopping.signal);
      return failures;
    } catch (error) {
      if (stopping.signal.aborted) throw error;
      return restart(failures + 1, error as Error);
    }
  }

  return {
    get state() {
      return current.state;
    },
    get server() {
      return current.server;
    },
    async stop() {
      stopping.abort();
      await supervision;
      await current.server.stop();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
