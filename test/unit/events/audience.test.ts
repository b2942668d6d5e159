/** Two processes that tell each other whether somebody listens; what is said goes from hand to hand. */
import { expect, it } from '@jest/globals';
import { Audience } from '../../../src/events/audience.js';
import type { JournalStore } from '../../../src/events/journal-store.js';

function processNamed(name: string, said: string[], listens: () => boolean): Audience {
  const tell = async (_channel: string, text: string) => void said.push(text);
  const audience = new Audience(name, { tell } as unknown as JournalStore, listens);
  audience.stop();
  return audience;
}

it('a process hears that somebody listens in another, and nothing of itself', () => {
  const said: string[] = [];
  const api = processNamed('api', said, () => true);
  const worker = processNamed('worker', said, () => false);
  expect(worker.isThere).toBe(false);
  api.listen();
  for (const text of said) for (const one of [api, worker]) one.hear(text);
  expect([worker.isThere, api.isThere]).toEqual([true, false]);
});
it('is said once for many listeners in a short time', () => {
  const said: string[] = [];
  const api = processNamed('api', said, () => true);
  for (let n = 0; n < 5; n += 1) api.listen();
  expect(said).toHaveLength(1);
});
it('a process that starts asks, and gets an answer from who has listeners', () => {
  const said: string[] = [];
  const api = processNamed('api', said, () => true);
  const idle = processNamed('idle', said, () => false);
  const worker = processNamed('worker', said, () => false);
  worker.ask();
  for (const one of [api, idle]) one.hear(said[0] ?? '');
  expect(said).toHaveLength(2);
  worker.hear(said[1] ?? '');
  expect(worker.isThere).toBe(true);
});
