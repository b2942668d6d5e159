import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FunctionRegistry } from '../../../activities/function-registry.js';
import { shippedPacks } from '../../../activities/shipped-packs.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import type { Plan } from '../../../src/contracts/plan.js';
import { resolveBinding } from '../../../src/language/resolve-binding.js';
import { compilePlan } from '../../../src/plan/compile-plan.js';
import { compileSchema } from '../../../src/schema/json-schema/compile-schema.js';
import { functionContext } from './function-context.js';
import { startLoopbackServer } from './http/loopback-server.js';

const registry = new FunctionRegistry(shippedPacks);
const compiled = (name: string) => {
  const text = readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), 'utf8');
  return compilePlan(JSON.parse(text) as Json, registry);
};

/** Calls each step's function in the order of the levels, without conditions, retries and rules. */
async function outputsOf(plan: Plan | null, given: JsonObject): Promise<Map<number, Json>> {
  if (!plan?.input_schema) throw new Error('the example does not compile');
  const { value: input, findings } = compileSchema(plan.input_schema).validate(given);
  expect(findings).toEqual([]);
  const outputs = new Map<number, Json>();
  for (const number of plan.levels.flat()) {
    const step = plan.steps.find(({ step_number }) => step_number === number);
    if (!step) throw new Error(`no step ${number}`);
    const scope = { input, context: {}, stepOutput: (other: number) => outputs.get(other) };
    const resolved = resolveBinding(step.input, scope);
    const definition = registry.definition(step.function);
    if (!resolved.ok || !definition) throw new Error(`step ${number} cannot be called`);
    outputs.set(number, await definition.run(resolved.value as JsonObject, functionContext()));
  }
  return outputs;
}

describe('examples/design-five-steps.json', () => {
  const { plan, findings, graph } = compiled('design-five-steps');
  it('compiles, with nothing to warn about', () =>
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]));

  it('has 1 and 2 side by side; 3 needs both, 4 needs 1, 5 needs 3', () => {
    const edges = [...(graph?.edges ?? [])].sort();
    expect(edges).toEqual([
      [1, 3],
      [1, 4],
      [2, 3],
      [3, 5],
    ]);
    expect(graph?.execution_order).toEqual([[1, 2], [3, 4], [5]]);
  });

  /**
   * By hand: w = 2 + 3 = 5 kN/m; Z = 140 x 360^2 / 6 = 3,024,000 mm3; M = 5 x 5^2 / 8 = 15.625 kNm;
   * stress = 15,625,000 / 3,024,000 = 5.16700 N/mm2; R = 5 x 5 / 2 = 12.5 kN; utilisation = 5.16700 / 11 = 0.46973.
   */
  it('computes the beam of its defaults as by hand', async () => {
    const outputs = await outputsOf(plan, {});
    const values = [1, 2, 3, 4, 5].map((step) => (outputs.get(step) as { value: number }).value);
    const expected = [5, 3_024_000, 5.167, 12.5, 0.46973];
    expected.forEach((value, index) => expect(values[index]).toBeCloseTo(value, 4));
  });
});

describe('examples/resilient-http.json', () => {
  const { plan, findings } = compiled('resilient-http');
  it('compiles, with nothing to warn about', () =>
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]));

  it('retries, times out and falls back to standard rates', () =>
    expect(plan?.steps[0]).toMatchObject({
      ...{ timeout_seconds: 2, on_error: 'continue', retry: { retry_count: 3 } },
      fallback_value: { status: 0, body: { concrete_per_m3: 6500, steel_per_kg: 75 } },
    }));

  /** By hand: 4.5 m3 x 7000 = 31,500; 360 kg x 80 = 28,800; together 60,300. */
  it('computes the cost from the rates of the service', async () => {
    const server = await startLoopbackServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"concrete_per_m3": 7000, "steel_per_kg": 80}');
    });
    const outputs = await outputsOf(plan, { url: server.url });
    await server.close();
    expect([2, 3, 4, 5].map((step) => outputs.get(step))).toEqual([
      { value: 31_500 },
      { value: 28_800 },
      { value: 60_300 },
      { value: 'service' },
    ]);
  });
});
