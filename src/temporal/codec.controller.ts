/**
 * The remote codec of the Temporal Web UI: /api/v1/codec/decode and /encode. The UI is a page of another origin; the
 * gate in front lets it read the answers.
 */
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Payload } from '@temporalio/common';
import type { Json } from '../contracts/json.js';
import { malformed, notFound } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';
import { ForRole } from '../security/access.js';
import { BlobNotFound } from '../storage/blob-store.js';
import { ClaimCheckCodec } from './claim-check-codec.js';
import { CODEC_PATH } from './codec-endpoint.js';
import { UnreadablePayload } from './compressed-payload.js';
import { type PayloadJson, payloadJson, payloadOf, PAYLOADS_BODY } from './payload-json.js';

type Conversion = (payloads: Payload[]) => Promise<Payload[]>;

@Controller(CODEC_PATH)
export class CodecController {
  constructor(private readonly codec: ClaimCheckCodec) {}

  /** 404 for a reference to bytes that are not stored, or no longer. */
  @Post('decode')
  @HttpCode(200)
  @ForRole('viewer')
  decode(@Body() body: Json) {
    return converted(body, (payloads) => this.codec.decode(payloads));
  }
  @Post('encode')
  @HttpCode(200)
  @ForRole('viewer')
  encode(@Body() body: Json) {
    return converted(body, (payloads) => this.codec.encode(payloads));
  }
}
async function converted(body: Json, convert: Conversion): Promise<{ payloads: PayloadJson[] }> {
  const { payloads } = shapedBody(body, PAYLOADS_BODY, 'The payloads') as unknown as { payloads: PayloadJson[] };
  try {
    return { payloads: (await convert(payloads.map(payloadOf))).map(payloadJson) };
  } catch (error) {
    if (error instanceof UnreadablePayload) throw malformed('invalid_payload', error.message);
    throw error instanceof BlobNotFound ? notFound(error.message) : error;
  }
}
