/** Payloads as remote codecs exchange them: protobuf's JSON, in which bytes are base64. */
import type { Payload } from '@temporalio/common';
import type { JsonSchema } from '../contracts/json.js';

export interface PayloadJson {
  metadata?: Record<string, string>;
  /** Left out where it is empty. */
  data?: string;
}
const BASE64: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9+/_-]*={0,2}$' };
export const PAYLOADS_BODY: JsonSchema = {
  type: 'object',
  properties: {
    payloads: {
      type: 'array',
      items: {
        type: 'object',
        properties: { metadata: { type: 'object', additionalProperties: BASE64 }, data: BASE64 },
      },
    },
  },
  required: ['payloads'],
};
const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function mapped<From, To>(values: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
/** What else a payload says is kept as it is. */
export function payloadOf({ metadata, data, ...rest }: PayloadJson): Payload {
  return { ...rest, metadata: mapped(metadata ?? {}, bytesOf), data: bytesOf(data ?? '') };
}
export function payloadJson({ metadata, data, ...rest }: Payload): PayloadJson {
  return { ...rest, metadata: mapped(metadata ?? {}, base64Of), data: base64Of(data ?? new Uint8Array()) };
}
