import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FunctionRegistry } from '../../../activities/function-registry.js';
import { shippedPacks } from '../../../activities/shipped-packs.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { compilePlan } from '../../../src/plan/compile-plan.js';

const page = readFileSync('docs/reference/flow-functions.md', 'utf8');
const documents = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => JSON.parse(text ?? '') as JsonObject);
const functions = new FunctionRegistry(shippedPacks);

describe('docs/reference/flow-functions.md', () => {
  it.each(documents.map((document) => [document.deliverable_type, document]))(
    'the document %s compiles, with nothing to warn about',
    (_type, document) => {
      const { plan, findings } = compilePlan(document as JsonObject, functions);
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(plan).not.toBeNull();
    },
  );

  it('has a document for foreach and for each function', () => {
    const called = documents.flatMap(({ workflow_steps }) => workflow_steps as JsonObject[]);
    const names = new Set(called.map(({ function_to_call }) => function_to_call));
    expect([...names]).toEqual(expect.arrayContaining(['flow.wait', 'flow.signal', 'flow.workflow']));
    expect(called.some(({ foreach }) => foreach !== undefined)).toBe(true);
  });

  it('names every argument', () => {
    const entries = functions.list().filter(({ name }) => name.startsWith('flow.'));
    for (const { name, input } of entries) {
      const [, section = ''] = page.split(`\n## ${name}\n`);
      for (const argument of Object.keys((input as { properties: JsonObject }).properties))
        expect(section.split('\n## ')[0]).toContain(`| \`${argument}\` |`);
    }
  });
});
