/** What `npm run build` puts into dist/web: pages, hashed assets, and a gzip of each that gets smaller by it. */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface WebFile {
  /** Below the folder of the build. */
  path: string;
  encoding: 'gzip' | null;
  /** Another one for other content. */
  tag: string;
  /** That there is a choice, which caches have to know. */
  hasGzip: boolean;
}
export class WebBuild {
  constructor(readonly folder: string) {}

  /** Read at each request, so that a build beside a running server is served; null when it is not there. */
  async find(path: string, { gzip }: { gzip: boolean }): Promise<WebFile | null> {
    const [plain, compressed] = await Promise.all([this.entryOf(path), this.entryOf(`${path}.gz`)]);
    if (plain === null) return null;
    const hasGzip = compressed !== null;
    if (gzip && hasGzip) return { path: `${path}.gz`, encoding: 'gzip', tag: tagOf(compressed), hasGzip };
    return { path, encoding: null, tag: tagOf(plain), hasGzip };
  }
  private entryOf(path: string): Promise<Stats | null> {
    return stat(join(this.folder, path)).then(
      (entry) => (entry.isFile() ? entry : null),
      () => null,
    );
  }
}
const tagOf = ({ size, mtimeMs }: Stats): string => `W/"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`;
