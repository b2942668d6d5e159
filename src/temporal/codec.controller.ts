/**
 * The remote codec of the Temporal Web UI: /api/v1/codec/decode and /encode. The UI is a page of another origin, and the
 * only one that browsers let read the answers.
 */
import { Body, Controller, Headers, HttpCode, Inject, Options, Post, Res } from '@nestjs/common';
import type { Payload } from '@temporalio/common';
import type { Response } from 'express';
import type { Json } from '../contracts/json.js';
import { TEMPORAL_UI, type TemporalUi } from '../executions/temporal-ui.js';
import { malformed, notFound } from '../http/problem.js';
import { shapedBody } from '../http/request-body.js';
import { BlobNotFound } from '../storage/blob-store.js';
import { ClaimCheckCodec } from './claim-check-codec.js';
import { CODEC_PATH } from './codec-endpoint.js';
import { UnreadablePayload } from './compressed-payload.js';
import { type PayloadJson, payloadJson, payloadOf, PAYLOADS_BODY } from './payload-json.js';

const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, x-namespace, authorization',
  'access-control-max-age': '600',
};
type Conversion = (payloads: Payload[]) => Promise<Payload[]>;

@Controller(CODEC_PATH)
export class CodecController {
  constructor(
    private readonly codec: ClaimCheckCodec,
    @Inject(TEMPORAL_UI) private readonly ui: TemporalUi,
  ) {}

  @Options(['decode', 'encode'])
  @HttpCode(204)
  preflight(@Res({ passthrough: true }) response: Response, @Headers('origin') origin?: string): void {
    if (this.allow(response, origin)) response.set(PREFLIGHT);
  }
  /** 404 for a reference to bytes that are not stored, or no longer. */
  @Post('decode')
  @HttpCode(200)
  decode(@Body() body: Json, @Res({ passthrough: true }) response: Response, @Headers('origin') origin?: string) {
    this.allow(response, origin);
    return converted(body, (payloads) => this.codec.decode(payloads));
  }
  @Post('encode')
  @HttpCode(200)
  encode(@Body() body: Json, @Res({ passthrough: true }) response: Response, @Headers('origin') origin?: string) {
    this.allow(response, origin);
    return converted(body, (payloads) => this.codec.encode(payloads));
  }

  private allow(response: Response, origin: string | undefined): boolean {
    response.vary('Origin');
    if (origin === undefined || !this.ui.isOrigin(origin)) return false;
    response.set('access-control-allow-origin', origin);
    return true;
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
