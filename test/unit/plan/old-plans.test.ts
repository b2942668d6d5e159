import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FunctionRegistry } from '../../../activities/function-registry.js';
import { shippedPacks } from '../../../activities/shipped-packs.js';
import type { Json } from '../../../src/contracts/json.js';
import { compilePlan } from '../../../src/plan/compile-plan.js';
import { contentHash } from '../../../src/plan/content-hash.js';
import { compiled } from './documents.js';
import { fixture } from './fixture.js';

const functions = new FunctionRegistry(shippedPacks);
const example = (name: string): Json => JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')) as Json;

describe('a document that was published before there was foreach keeps the hash of its plan', () => {
  it.each([
    ['minimal', 'c0a73a996ad0bc857dd8a810067fbd2c686e947adbd0620d94c7263a199abd70'],
    ['every-setting', '245f24b5bb48f82d2fe257034da87bc0d3419d15e682a86cf0797809179c92bd'],
  ])('the fixture %s', (name, hash) => {
    expect(contentHash(compiled(fixture(name)).plan as unknown as Json)).toBe(hash);
  });

  it.each([
    ['design-five-steps', '198014e9c889300adce97fa9e0a3a31c728438788da33b759e2e7d6df1d6010b'],
    ['foundation-design', 'cfdb3fa7bd642648557530075b9a74c059a3aab372b991fd6ba485234fd05f34'],
    ['resilient-http', '4a09f76a20ce8cb653bee50be91170b58a1ce2ecdb9ec68eb56a6b80551957f9'],
  ])('the example %s', (name, hash) => {
    expect(contentHash(compilePlan(example(name), functions).plan as unknown as Json)).toBe(hash);
  });
});
