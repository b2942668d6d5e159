/** Keeps a server from starting that has a handler without a declared access. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from './access.js';

/** Nest's mark of a handler that answers requests. */
const PATH = 'path';

@Injectable()
export class DeclaredAccess implements OnModuleInit {
  private readonly scanner = new MetadataScanner();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error naming the handlers */
  onModuleInit(): void {
    const missing = this.discovery.getControllers().flatMap(({ metatype }) => undeclaredIn(metatype, this.scanner));
    if (missing.length > 0) throw new Error(`Declare with @ForRole or @OpenToAll who may call ${missing.join(', ')}`);
  }
}
function undeclaredIn(controller: unknown, scanner: MetadataScanner): string[] {
  const { prototype, name } = controller as { prototype: Record<string, object>; name: string };
  return scanner
    .getAllMethodNames(prototype)
    .filter((method) => has(prototype[method], PATH) && !has(prototype[method], ACCESS))
    .map((method) => `${name}.${method}`);
}
const has = (handler: object | undefined, mark: string): boolean =>
  handler !== undefined && Reflect.hasMetadata(mark, handler);
