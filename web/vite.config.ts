/** The dashboard: web/ -> dist/web, served by the platform at its root. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** A platform that runs already, for `vite` and `vite preview`. */
const platform = process.env['DYNEX_URL'] ?? 'http://127.0.0.1:8000';
const proxy = { '/api': { target: platform, ws: true }, '/health': { target: platform } };

/** Only pages with a graph load what draws it; the framework changes seldom, so it keeps its name in caches. */
function chunkOf(module: string): string | undefined {
  if (/node_modules\/(@xyflow|@dagrejs|d3-|zustand|classcat)/.test(module)) return 'graph';
  if (/node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\//.test(module)) return 'framework';
  return undefined;
}

export default defineConfig({
  root: folder('.'),
  base: '/',
  publicDir: folder('public'),
  build: {
    outDir: folder('../dist/web'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // The policy of the pages allows no data: URLs but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { manualChunks: chunkOf },
      onLog: (level, log, print) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && print(level, log),
    },
  },
  server: { proxy },
  preview: { proxy },
});
