import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { ExtensionQuestions } from '../../../src/temporal/extension-questions.js';

const ANSWER_MS = 20;

/** Step n was extended by 10 n seconds; the workflow takes its time to say so. */
function questionsTo(answer: (steps: number[]) => number[] = (steps) => steps.map((n) => 10 * n)) {
  const asked: [string, number[]][] = [];
  const questions = new ExtensionQuestions(async (execution_id, steps) => {
    asked.push([execution_id, steps]);
    await pause(ANSWER_MS);
    return answer(steps);
  });
  return { questions, asked };
}

it('steps that ask at the same moment ask together, each once', async () => {
  const { questions, asked } = questionsTo();
  expect(await Promise.all([3, 1, 3].map((step) => questions.ask('e1', step)))).toEqual([30, 10, 30]);
  expect(asked).toEqual([['e1', [3, 1]]]);
});

it('what is asked while an answer is under way goes into the next question', async () => {
  const { questions, asked } = questionsTo();
  const first = questions.ask('e1', 1);
  await pause(ANSWER_MS / 4);
  const later = [2, 1, 5].map((step) => questions.ask('e1', step));
  expect(await Promise.all([first, ...later])).toEqual([10, 20, 10, 50]);
  expect(asked).toEqual([
    ['e1', [1]],
    ['e1', [2, 1, 5]],
  ]);
});

it('is asked anew when everything was answered', async () => {
  const { questions, asked } = questionsTo();
  await questions.ask('e1', 1);
  await questions.ask('e1', 1);
  expect(asked).toHaveLength(2);
});

it('executions do not wait for each other', async () => {
  const { questions, asked } = questionsTo();
  const first = questions.ask('e1', 1);
  await pause(ANSWER_MS / 4);
  const second = questions.ask('e2', 1);
  await pause(1);
  expect(asked).toHaveLength(2);
  await Promise.all([first, second]);
});

it('a question that fails fails for those who asked it, and the next one is asked all the same', async () => {
  let unreachable = true;
  const { questions } = questionsTo((steps) => {
    if (unreachable) throw new Error('unreachable');
    return steps.map(() => 7);
  });
  const first = questions.ask('e1', 1);
  await pause(ANSWER_MS / 4);
  const second = questions.ask('e1', 2);
  await expect(first).rejects.toThrow('unreachable');
  unreachable = false;
  expect(await second).toBe(7);
});

it('a step of which the answer says nothing was not extended', async () => {
  const { questions } = questionsTo(() => []);
  expect(await questions.ask('e1', 1)).toBe(0);
});
