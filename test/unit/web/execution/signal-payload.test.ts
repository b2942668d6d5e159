import { payloadSchema } from '../../../../web/src/pages/execution/commands/payload-schema.js';
import { exampleOf } from '../../../../web/src/pages/execution/commands/schema-example.js';

it('a payload begins with what its schema requires', () => {
  const schema = {
    type: 'object',
    required: ['by', 'count', 'grade', 'site'],
    properties: {
      by: { type: 'string' },
      count: { type: 'integer', default: 3 },
      grade: { enum: ['M20', 'M25'] },
      site: { type: 'object', required: ['ok'], properties: { ok: { type: ['boolean', 'null'] } } },
      more: { type: 'string' },
    },
  };
  expect(exampleOf(schema)).toEqual({ by: '', count: 3, grade: 'M20', site: { ok: false } });
});
it('without a schema it begins empty', () => {
  expect([exampleOf(null), exampleOf(true)]).toEqual([{}, {}]);
});
it('the schema is that of the arguments', () => {
  expect(payloadSchema({ name: 'go', payload_schema: { type: 'string' } })).toEqual({ type: 'string' });
  expect([payloadSchema({ name: 'go' }), payloadSchema(null)]).toEqual([null, null]);
});
