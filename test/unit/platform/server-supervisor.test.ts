import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { superviseServer, type SupervisedServer } from '../../../src/process/server-supervisor.js';

interface FakeServer extends SupervisedServer {
  name: string;
  die(): void;
  stopped: boolean;
}
function fakeServer(name: string): FakeServer {
  let die = () => {};
  const exited = new Promise<void>((resolve) => (die = resolve));
  const server: FakeServer = {
    name,
    exited,
    die,
    stopped: false,
    async stop() {
      server.stopped = true;
    },
  };
  return server;
}

const timing = { first_wait_ms: 5, max_wait_ms: 10, stable_after_ms: 60_000 };

function supervise(restarts: (() => Promise<FakeServer>)[], more: { stable_after_ms?: number } = {}) {
  const states: string[] = [];
  const lines: string[] = [];
  const givenUp: string[] = [];
  const supervisor = superviseServer<FakeServer>({
    name: 'Server',
    server: fakeServer('first'),
    restart: () => (restarts.shift() ?? (() => Promise.reject(new Error('no successor'))))(),
    log: (line) => lines.push(line),
    onStateChange: (state) => states.push(state),
    onGiveUp: (error) => givenUp.push(error.message),
    timing: { ...timing, ...more },
  });
  return { supervisor, states, lines, givenUp };
}
const successor = (name: string) => async () => fakeServer(name);
const failure = (message: string) => () => Promise.reject(new Error(message));
async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds() && turns < 400; turns += 1) await delay(5);
  expect(holds()).toBe(true);
}

describe('the supervisor of an embedded server', () => {
  it('starts a server again that ended by itself', async () => {
    const { supervisor, states, lines } = supervise([successor('second')]);
    supervisor.server.die();
    await until(() => supervisor.server.name === 'second' && supervisor.state === 'up');
    expect(states).toEqual(['restarting', 'up']);
    expect(lines).toEqual(['Server ended; it is started again in 5 ms (failure 1 of 5)']);
    await supervisor.stop();
  });

  it('is restarting until a successor runs, and waits longer after each failure', async () => {
    const { supervisor, lines } = supervise([failure('one'), failure('two'), successor('second')]);
    supervisor.server.die();
    await until(() => supervisor.state === 'restarting');
    await until(() => supervisor.state === 'up');
    expect(lines.map((line) => /in (\d+) ms/.exec(line)?.[1])).toEqual(['5', '10', '10']);
    await supervisor.stop();
  });

  it('gives up after five failures in a row', async () => {
    const { supervisor, givenUp } = supervise([1, 2, 3, 4].map((turn) => failure(`failure ${turn + 1}`)));
    supervisor.server.die();
    await until(() => givenUp.length === 1);
    expect(givenUp).toEqual(['failure 5']);
    expect(supervisor.state).toBe('restarting');
  });

  it('counts servers that die again soon, and gives up with them too', async () => {
    const { supervisor, givenUp } = supervise(['b', 'c', 'd', 'e', 'f'].map(successor));
    for (const name of ['first', 'b', 'c', 'd', 'e']) {
      await until(() => supervisor.server.name === name && supervisor.state === 'up');
      supervisor.server.die();
    }
    await until(() => givenUp.length === 1);
    expect(givenUp).toEqual(['Server ended']);
  });

  it('begins to count anew after a server that has run for long', async () => {
    const { supervisor, givenUp, lines } = supervise(['b', 'c', 'd', 'e', 'f', 'g'].map(successor), {
      stable_after_ms: 0,
    });
    for (const name of ['first', 'b', 'c', 'd', 'e', 'f']) {
      await until(() => supervisor.server.name === name && supervisor.state === 'up');
      supervisor.server.die();
    }
    await until(() => supervisor.server.name === 'g');
    expect(givenUp).toEqual([]);
    expect(lines.every((line) => line.includes('failure 1 of 5'))).toBe(true);
    await supervisor.stop();
  });

  it('ends the server and starts none again when it is stopped', async () => {
    const { supervisor, states, givenUp } = supervise([successor('second')]);
    await supervisor.stop();
    expect(supervisor.server.stopped).toBe(true);
    supervisor.server.die();
    await delay(20);
    expect([states, givenUp]).toEqual([[], []]);
  });

  it('stops at once while it waits for the next try', async () => {
    const { supervisor, givenUp } = supervise([failure('one'), failure('two')]);
    supervisor.server.die();
    await until(() => supervisor.state === 'restarting');
    await supervisor.stop();
    expect(givenUp).toEqual([]);
  });
});
