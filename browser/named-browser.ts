/** The browser at CHROMIUM_PATH. */
import { program, type BrowserSource } from './browser-source.js';

export const namedBrowser = (env: NodeJS.ProcessEnv): BrowserSource => ({
  name: 'CHROMIUM_PATH',
  named: true,
  find: async () => (env['CHROMIUM_PATH'] ? [program(env['CHROMIUM_PATH'])] : 'not set'),
});
