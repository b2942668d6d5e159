import { describe, expect, it } from '@jest/globals';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import { output } from '../../simulation/host/behaviour.js';
import { step } from './plans.js';
import { type Options, run, simulate } from './simulated-run.js';

const actor = 'ann';

describe('commands that were applied', () => {
  it('are stored with the record, with an id each', async () => {
    const commands: Options['commands'] = [
      [10, { kind: 'pause', actor, id: 'a-key' }],
      [20, { kind: 'resume', actor }],
    ];
    const { host } = await run([step(1)], { commands });
    expect(host.world.saved.at(-1)?.commands).toMatchObject([
      { id: 'a-key', command: { kind: 'pause', actor }, status: 'paused' },
      { id: 'signal-2', command: { kind: 'resume' }, status: 'running' },
    ]);
  });
  it('are known by their id, and answered as before', async () => {
    const { host, runner } = simulate([step(1)]);
    const pause: OriginatedCommand = { kind: 'pause', actor, id: 'a-key' };
    const answers: (string | null)[] = [];
    host.at(10, () => {
      answers.push(runner.answerOf(pause));
      runner.command(pause);
    });
    host.at(20, () => runner.command({ kind: 'resume', actor }));
    await host.drive(runner.run());
    expect([...answers, runner.answerOf(pause), runner.answerOf({ kind: 'resume', actor })]).toEqual([
      null,
      'paused',
      null,
    ]);
  });
  it.each([
    [{ kind: 'extend_timeout', step_number: 1, seconds: 86_401 }, /86400 s are the most/],
    [{ kind: 'extend_timeout', step_number: 2, seconds: 1 }, /Step 2 is pending; only a running step/],
    [{ kind: 'extend_timeout', step_number: 9, seconds: 1 }, /no step 9/],
    [{ kind: 'signal', name: 'other', payload: null }, /No step of this execution waits for a signal 'other'/],
    [{ kind: 'signal', name: 'paid', payload: null }, null],
    [{ kind: 'signal', name: 'named', payload: null }, null],
  ])('%j is refused: %s', async (command, reason) => {
    const waits = (n: number, name: string) =>
      step(n, [], {
        function_to_call: 'flow.signal',
        input_mapping: { name, timeout_seconds: 1 },
        depends_on: [1],
      });
    const steps = [step(1), waits(2, 'paid'), step(3, [], { condition: 'false' })];
    const named = [...steps, waits(4, '$input.name')];
    const { host, runner } = simulate('name' in command && command.name === 'named' ? named : steps, {
      request: { input_data: { name: 'named' } },
    });
    const refusals: (string | null)[] = [];
    host.at(10, () => refusals.push(runner.refusal({ ...command, actor } as OriginatedCommand)));
    await host.drive(runner.run());
    expect(refusals).toEqual([reason === null ? null : expect.stringMatching(reason)]);
  });
  it('are no signals any more when every step that waits for them has ended', async () => {
    const signal: OriginatedCommand = { kind: 'signal', name: 'paid', payload: 1, actor };
    const waiting = step(1, [], { function_to_call: 'flow.signal', input_mapping: { name: 'paid' } });
    const { host, runner } = simulate([waiting, step(2)], { behaviours: { 2: output({}, 500) } });
    const refusals: (string | null)[] = [];
    host.at(10, () => runner.command(signal));
    host.at(50, () => refusals.push(runner.refusal(signal)));
    await host.drive(runner.run());
    expect(refusals).toEqual([expect.stringMatching(/running, and every step .* 'paid' has ended/)]);
    expect(runner.refusal(signal)).toMatch(/closed as completed takes no signal/);
  });
});
