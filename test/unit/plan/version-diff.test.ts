import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import type { FieldChange } from '../../../src/contracts/version-diff.js';
import { contentHash } from '../../../src/plan/content-hash.js';
import { fieldChanges, MAX_CHANGES_OF_A_VALUE } from '../../../src/plan/field-changes.js';
import { diffDocuments } from '../../../src/plan/version-diff.js';
import { pointerSegments } from '../../../src/schema/json-pointer.js';
import { document, step } from './documents.js';

/** Written without the code under test: sets or takes away what each change names. Null takes away. */
function applied(value: Json, changes: FieldChange[]): Json {
  const holder = { root: structuredClone(value) };
  for (const { path, to } of changes) {
    const segments = ['root', ...pointerSegments(path)];
    const last = segments.pop() ?? '';
    const place = segments.reduce((at, segment) => at[segment] as JsonObject, holder as JsonObject);
    if (to === null && !Array.isArray(place)) delete place[last];
    else Object.defineProperty(place, last, { value: to, enumerable: true, configurable: true, writable: true });
  }
  return holder.root;
}
/** Without members that are null: a diff tells an explicit null from an absent member only by being there. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}
function reordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reordered(member)]));
}

/** Few keys, so that two values have much in common; among them what pointers escape and prototypes have. */
const key = fc.constantFrom('a', 'b', 'c/d', 'e~1', '', '0', '__proto__', 'constructor');
const leaf = fc.constantFrom<Json>(null, true, false, 0, 1, 2.5, '', 'a', '1');
const { value: json } = fc.letrec<{ value: Json; list: Json[]; object: JsonObject }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc
    .uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 4 })
    .map(Object.fromEntries),
}));
const object = fc.dictionary(key, json, { maxKeys: 4 }).map((members): JsonObject => ({ ...members }));
const documents = fc
  .record({
    steps: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), object), { selector: ([n]) => n, maxLength: 4 }),
    rest: object,
  })
  .map(({ steps, rest }) => ({
    ...rest,
    workflow_steps: steps.map(([step_number, more]) => ({ ...more, step_number })),
  }));
type Steps = (JsonObject & { step_number: number })[];
const inOrder = ({ workflow_steps, ...rest }: JsonObject): Json => ({
  ...rest,
  workflow_steps: (workflow_steps as Steps).toSorted((left, right) => left.step_number - right.step_number),
});

describe('the changed places of a value', () => {
  it.each<[string, Json, Json, FieldChange[]]>([
    ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['the order of keys alone', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a leaf', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [{ path: '/a/c', from: 2, to: 3 }]],
    ['a type', { a: 1 }, { a: '1' }, [{ path: '/a', from: 1, to: '1' }]],
    ['a new member', { a: {} }, { a: { b: { c: 1 } } }, [{ path: '/a/b', from: null, to: { c: 1 } }]],
    ['a lost member', { a: { b: [1] } }, { a: {} }, [{ path: '/a/b', from: [1], to: null }]],
    ['an explicit null that came', {}, { a: null }, [{ path: '/a', from: null, to: null }]],
    ['an element of an array of one length', { a: [1, 2] }, { a: [1, 3] }, [{ path: '/a/1', from: 2, to: 3 }]],
    ['inside an element', [{ b: 1, c: 1 }], [{ b: 2, c: 1 }], [{ path: '/0/b', from: 1, to: 2 }]],
    ['an array of another length, as a whole', { a: [1, 2] }, { a: [1] }, [{ path: '/a', from: [1, 2], to: [1] }]],
    ['an object that became an array', { a: {} }, { a: [] }, [{ path: '/a', from: {}, to: [] }]],
    ['keys that a pointer escapes', { 'a/b~': 1 }, { 'a/b~': 2 }, [{ path: '/a~1b~0', from: 1, to: 2 }]],
    ['a key that every object inherits', {}, { constructor: 1 }, [{ path: '/constructor', from: null, to: 1 }]],
  ])('%s', (_what, from, to, changes) => {
    expect(fieldChanges(from, to)).toEqual(changes);
  });

  it('are one change as a whole when there are too many to read', () => {
    const numbers = (first: number, size: number) => Array.from({ length: size }, (_, index) => first + index);
    const few = { a: numbers(0, MAX_CHANGES_OF_A_VALUE), b: 1 };
    expect(fieldChanges(few, { ...few, a: numbers(1, MAX_CHANGES_OF_A_VALUE) })).toHaveLength(MAX_CHANGES_OF_A_VALUE);
    const many = numbers(0, MAX_CHANGES_OF_A_VALUE + 1);
    const changed = numbers(1, MAX_CHANGES_OF_A_VALUE + 1);
    expect(fieldChanges({ a: many, b: 1 }, { a: changed, b: 1 })).toEqual([{ path: '/a', from: many, to: changed }]);
  });

  it('are none exactly for equal content', () => {
    fc.assert(
      fc.property(json, json, (from, to) => {
        expect(fieldChanges(from, to).length === 0).toBe(contentHash(from) === contentHash(to));
        expect(fieldChanges(from, reordered(from))).toEqual([]);
      }),
    );
  });

  it('turn one value into the other', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        expect(withoutNulls(applied(from, fieldChanges(from, to)))).toEqual(withoutNulls(to));
      }),
    );
  });
});

describe('the diff of two documents', () => {
  const old = document([step(1, { n: 1 }), step(2, { n: '$step1.n' })], { display_name: 'Old', tags: ['a'] });

  it('is told step by step, and outside of the steps', () => {
    const now = document([step(3, { m: 1 }), step(1, { n: 2 })], { tags: ['a', 'b'] });
    expect(diffDocuments(old, now)).toEqual({
      steps: [
        { step_number: 1, change: 'changed', fields: [{ path: '/input_mapping/n', from: 1, to: 2 }] },
        { step_number: 2, change: 'removed', fields: expect.any(Array) },
        { step_number: 3, change: 'added', fields: expect.any(Array) },
      ],
      fields: [
        { path: '/display_name', from: 'Old', to: null },
        { path: '/tags', from: ['a'], to: ['a', 'b'] },
      ],
    });
  });
  it('of an added step has all that it has', () => {
    const [added] = diffDocuments(document([]), document([step(7, { n: 1 })])).steps;
    expect(added).toEqual({
      step_number: 7,
      change: 'added',
      fields: Object.entries(step(7, { n: 1 })).map(([name, to]) => ({ path: `/${name}`, from: null, to })),
    });
  });
  it('of a removed step has all that it had', () => {
    const [removed] = diffDocuments(document([step(7)]), document([])).steps;
    expect(removed?.fields).toContainEqual({ path: '/step_name', from: 'step_7', to: null });
  });
  it('knows a step by its number, wherever it stands in the list', () => {
    expect(diffDocuments(document([step(1), step(2)]), document([step(2), step(1)]))).toEqual({
      steps: [],
      fields: [],
    });
  });

  it('with itself is empty', () => {
    fc.assert(
      fc.property(documents, (one) => {
        expect(diffDocuments(one, reordered(one) as JsonObject)).toEqual({ steps: [], fields: [] });
      }),
    );
  });
  it('applied to the one gives the other', () => {
    fc.assert(
      fc.property(documents, documents, (from, to) => {
        const { steps, fields } = diffDocuments(from, to);
        const { workflow_steps, ...rest } = from as JsonObject;
        const kept = new Map((workflow_steps as Steps).map((one) => [one.step_number, one]));
        for (const { step_number, change, fields: changes } of steps) {
          const changed = applied(kept.get(step_number) ?? {}, changes) as Steps[number];
          if (change === 'removed') expect([kept.delete(step_number), changed]).toEqual([true, {}]);
          else kept.set(step_number, changed);
        }
        const result = { ...(applied(rest, fields) as JsonObject), workflow_steps: [...kept.values()] };
        expect(withoutNulls(inOrder(result))).toEqual(withoutNulls(inOrder(to)));
      }),
    );
  });
});
