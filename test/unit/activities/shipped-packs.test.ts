import { describe, expect, it } from '@jest/globals';
import { definitionFaults } from '../../../activities/definition-check.js';
import { flowEntries } from '../../../activities/flow/index.js';
import { FunctionRegistry } from '../../../activities/function-registry.js';
import { schemaFaults } from '../../../activities/schema-faults.js';
import { shippedPacks } from '../../../activities/shipped-packs.js';

const registry = new FunctionRegistry(shippedPacks);
const definitions = shippedPacks.flatMap(({ functions }) => functions);

it('these functions come with the platform', () =>
  expect(registry.list().map(({ name }) => name)).toEqual([
    'civil_foundation_designer_v1.design_isolated_footing',
    'civil_foundation_designer_v1.optimize_schedule',
    'demo.echo',
    'demo.fail',
    'demo.flaky',
    'demo.sleep',
    'flow.signal',
    'flow.wait',
    'flow.workflow',
    'http.request',
    'transform.compute',
  ]));

it.each(flowEntries.map((entry) => [entry.name, entry] as const))('%s has valid schemas', (_name, { input, output }) =>
  expect([schemaFaults(input), schemaFaults(output)]).toEqual([[], []]),
);

describe.each(definitions.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  it('has a definition without faults', () => expect(definitionFaults(definition)).toEqual([]));
  it('has valid schemas', () =>
    expect([schemaFaults(definition.input), schemaFaults(definition.output)]).toEqual([[], []]));
  it('is named after its pack', () => {
    const pack = shippedPacks.find(({ functions }) => functions.includes(definition));
    expect(name.split('.')[0]).toBe(pack?.name);
  });
});
