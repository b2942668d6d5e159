import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../../src/contracts/json.js';

/** A document of test/fixtures/documents, by its name without `.json`. */
export function fixture(name: string): JsonObject {
  return JSON.parse(readFileSync(`test/fixtures/documents/${name}.json`, 'utf8')) as JsonObject;
}
