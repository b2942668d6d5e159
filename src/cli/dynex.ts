#!/usr/bin/env node
/** The `dynex` command: what is done to a platform from a shell. Each command is a file beside this one. */
import { Command } from 'commander';
import { packageVersion } from '../process/package-version.js';
import { addBackupCommand } from './backup.js';
import { addRestoreCommand } from './restore.js';

const dynex = new Command('dynex')
  .description('Operates a Dynamic Executor')
  .version(packageVersion())
  .showHelpAfterError();
addBackupCommand(dynex);
addRestoreCommand(dynex);

/** What an error of this package says is for whoever types the command; of any other one the stack is wanted. */
function explain(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.message : error;
}
try {
  await dynex.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
