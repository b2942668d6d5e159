/** Three steps in a row: start through the API to the result, against a hand-written workflow. */
import { atMost, ms, type BenchCase } from '../bench-case.js';
import { threeFast, threeInARow as document } from '../documents.js';
import { alternately, median } from '../measure.js';

const ROUNDS = 60;
const WARM_UP = 15;

export const threeInARow: BenchCase = async (services) => {
  const [platform, handWritten] = [await services.platform(), await services.handWritten()];
  const ours = () => platform.run(document.deliverable_type, { load: 1 });
  const fast = () => platform.run(threeFast.deliverable_type, { load: 1 });
  const theirs = () => handWritten.execute('threeInARow');
  await alternately(WARM_UP, ours, theirs);
  const [remote, written] = (await alternately(ROUNDS, ours, theirs)).map(median) as [number, number];
  await alternately(WARM_UP, fast, theirs);
  const [local, again] = (await alternately(ROUNDS, fast, theirs)).map(median) as [number, number];
  return [
    atMost('3 steps in a row, remote', ms(remote), `hand-written ${ms(written)}`, remote / written, 1.25),
    atMost('3 steps in a row, fast', ms(local), `hand-written ${ms(again)}`, local / again, 0.6),
  ];
};
