import { describe, expect, it } from '@jest/globals';
import type { Json, JsonSchema } from '../../../src/contracts/json.js';
import { type PlatformActivityParts, platformActivities } from '../../../src/temporal/platform-activities.js';

const { checkValue } = platformActivities({} as PlatformActivityParts);

describe('checkValue', () => {
  it.each<[JsonSchema, Json, string[]]>([
    [{ type: 'object', required: ['ok'] }, { ok: true }, []],
    [{ type: 'object', required: ['ok'] }, {}, ['ok: This field is required']],
    [true, 1, []],
    [{ type: 'nonsense' }, 1, [expect.stringContaining('The schema is not one') as unknown as string]],
  ])('of %j on %j finds %j', async (schema, value, messages) => {
    expect((await checkValue(schema, value)).map(({ message }) => message)).toEqual(messages);
  });
});
