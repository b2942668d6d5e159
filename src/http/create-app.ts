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
import { requestMetrics } from '../metrics/request-metrics.js';
import type { PlatformParts } from '../platform-parts.js';
import type { KeyRing } from '../security/key-ring.js';
import { gateMiddleware } from '../security/gate-middleware.js';
import { RequestGate } from '../security/request-gate.js';
import { boundRequests, REQUEST_TIMEOUTS } from '../security/request-timeouts.js';
import { securityHeaders } from '../security/security-headers.js';
import { explainBodyError } from './body-errors.js';
import { serveOpenApi } from './openapi.js';
import { MAX_BODY_BYTES, readBody, refuseOtherTypes } from './request-body.js';
import { refuseUnusablePaths } from './request-path.js';

/** @param keys null for a server without API keys */
export async function createApp(
  parts: PlatformParts,
  keys: KeyRing | null,
  logger: LoggerService,
): Promise<NestExpressApplication> {
  const module = AppModule.with(parts, { ...parts.configuration.access, keys });
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, logger });
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(
    securityHeaders(),
    requestMetrics(parts.metrics),
    gateMiddleware(app.get(RequestGate)),
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
  const server = app.getHttpServer() as Server;
  boundRequests(server, REQUEST_TIMEOUTS);
  app.get(WebSocketGateway).attach(server);
  return app;
}
