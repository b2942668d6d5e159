import './node-version.mjs';
import { build, isBuilt } from './compile.mjs';
import { install } from './install.mjs';
import { CommandFailed } from './run-command.mjs';

/**
 * Installs what is missing and builds what has changed; does nothing, in milliseconds, when all is there.
 * @param {{development: boolean}} options development: the tools for the tests are needed too
 */
export async function setUp({ development }) {
  const mustBuild = !isBuilt();
  await install({ development: development || mustBuild });
  if (mustBuild) await build();
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
