/** Functions that do what a test says of their execution, and remember what they were given. */
import { setTimeout as delay } from 'node:timers/promises';
import { defineFunction } from '../../activities/define-function.js';
import type { FunctionPack } from '../../activities/function-pack.js';
import type { FunctionContext, FunctionDefinition } from '../../src/contracts/function.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { behaviourOf, type Behaviours, type ScriptedError } from '../../simulation/host/behaviour.js';

export class ScriptedFunctions {
  /** By execution. */
  readonly behaviours = new Map<string, Behaviours>();
  /** The last arguments of each step, by `<execution_id>/<step_number>`. */
  readonly inputs = new Map<string, JsonObject>();
  /** When the signal of a step's attempt was aborted, in ms since the epoch; by the same key. */
  readonly aborts = new Map<string, number>();

  get pack(): FunctionPack {
    const plain = ['test.run', 'lost.run', 'leaving.run'].map((name) => this.named(name));
    return { name: 'test', functions: [...plain, this.named('test.fast', true)] };
  }
  private named(name: string, fast = false): FunctionDefinition {
    const description = 'Does what the test says';
    return defineFunction({ name, description, fast, input: {}, output: {}, run: (...call) => this.run(...call) });
  }
  private async run(
    input: JsonObject,
    { idempotencyKey: key, attempt, signal, progress }: FunctionContext,
  ): Promise<Json> {
    const [execution_id = '', step_number = '', item] = key.split('/');
    this.inputs.set(key, input);
    signal.addEventListener('abort', () => this.aborts.set(key, Date.now()));
    const behaviour = behaviourOf(this.behaviours.get(execution_id) ?? {}, {
      step_number: Number(step_number),
      item: item === undefined ? null : Number(item),
      attempt,
    });
    if (typeof input['report'] === 'number') await progress({ progress_percent: input['report'] });
    await delay(behaviour.takes_ms, undefined, { signal });
    if ('output' in behaviour) return behaviour.output;
    throw scriptedError(behaviour.error);
  }
}
const scriptedError = ({ type, message = type, transient = false }: ScriptedError) =>
  Object.assign(new Error(message), { type, transient });
