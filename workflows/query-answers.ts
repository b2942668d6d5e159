/** Says of the answers of queries what they are, so that the codec does not store the large ones. */
import { defaultPayloadConverter, RawValue } from '@temporalio/common';
import type { WorkflowInterceptors } from '@temporalio/workflow';
import { PASSING } from '../src/contracts/query-answer.js';

function passing(answer: unknown): RawValue {
  const { metadata, ...payload } = defaultPayloadConverter.toPayload(answer);
  return RawValue.fromPayload({ ...payload, metadata: { ...metadata, [PASSING]: new Uint8Array() } });
}
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [{ handleQuery: async (query, next) => passing(await next(query)) }],
});
