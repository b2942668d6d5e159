/** /openapi.json and /docs, from the controllers. */
import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { projectRoot } from '../process/project-root.js';

export function serveOpenApi(app: INestApplication): void {
  const { version } = JSON.parse(readFileSync(`${projectRoot()}/package.json`, 'utf8')) as { version: string };
  const description = 'Workflows that are data, run durably. Errors are problem details (RFC 9457).';
  const config = new DocumentBuilder()
    .setTitle('Dynamic Executor')
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, where the server has any' })
    .addSecurityRequirements('bearer')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'openapi.json',
  });
}
