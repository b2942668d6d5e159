import { join } from 'node:path';
import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { projectRoot } from '../process/project-root.js';
import { serveDashboard } from './serve-dashboard.js';
import { WebBuild } from './web-build.js';

@Module({})
export class DashboardModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(serveDashboard(new WebBuild(join(projectRoot(), 'dist', 'web')))).forRoutes('{*path}');
  }
}
