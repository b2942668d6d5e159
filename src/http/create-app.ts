/** The HTTP application: bodies, problems, streams. */
import type { Server } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { AppModule } from '../app.module.js';
import { StreamLimits } from '../events/stream-limits.js';
import { WebSocketGateway } from '../events/websocket-gateway.js';
import { addGauges } from '../metrics/platform-gauges.js';
import type { PlatformParts } from '../platform-parts.js';
import { explainBodyError } from './body-errors.js';
import { serveOpenApi } from './openapi.js';
import { MAX_BODY_BYTES, readBody, refuseOtherTypes } from './request-body.js';
import { refuseUnusablePaths } from './request-path.js';

export async function createApp(parts: PlatformParts, logger: LoggerService): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(parts), { bodyParser: false, logger });
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(
    ...parts.tracing.requests,
    refuseUnusablePaths,
    refuseOtherTypes,
    express.text({ type: () => true, limit: MAX_BODY_BYTES, defaultCharset: 'utf-8' }),
    readBody,
    explainBodyError,
  );
  serveOpenApi(app);
  await app.init();
  addGauges(parts, app.get(StreamLimits));
  app.get(WebSocketGateway).attach(app.getHttpServer() as Server);
  return app;
}
