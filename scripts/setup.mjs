import './node-version.mjs';
import { buildWeb, isWebBuilt } from './compile-web.mjs';
import { build, isBuilt } from './compile.mjs';
import { install } from './install.mjs';
import { CommandFailed } from './run-command.mjs';

/**
 * Installs what is missing and builds what has changed; does nothing, in milliseconds, when all is there.
 * @param {{development: boolean}} options development: the tools for the tests are needed too
 */
export async function setUp({ development }) {
  const builds = [...(isBuilt() ? [] : [build]), ...(isWebBuilt() ? [] : [buildWeb])];
  await install({ development: development || builds.length > 0 });
  for (const make of builds) await make();
}

/** For the scripts: a failed command has said why, so its name is enough. */
export async function setUpOrExit(options) {
  try {
    await setUp(options);
  } catch (error) {
    console.error(error instanceof CommandFailed ? `Set-up failed. ${error.message}` : error);
    process.exit(1);
  }
}
