import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Random } from '../random.js';

/** What a step does about its failures. */
export function drawErrorHandling(random: Random): JsonObject {
  const handling: JsonObject = { on_error: random.pick(['fail', 'skip', 'continue']) };
  if (random.chance(0.7)) Object.assign(handling, drawRetries(random));
  if (random.chance(0.4)) handling['fallback_value'] = random.pick<Json>([null, 7, { n: 1, rows: [] }, []]);
  return handling;
}
function drawRetries(random: Random): JsonObject {
  return {
    retry_count: random.weighted([
      [1, 0],
      [4, random.int(1, 4)],
      [1, 10],
    ]),
    base_delay_seconds: random.pick([0.1, 1]),
    max_delay_seconds: random.pick([1, 60]),
    exponential_base: random.pick([1.1, 2]),
    jitter: random.chance(0.5),
    retry_on_timeout: random.chance(0.7),
    retry_on_transient_only: random.chance(0.7),
  };
}
