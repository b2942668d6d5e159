#!/usr/bin/env node
/** The `dynex` command: what is done to a platform from a shell. Each command is a file beside this one. */
import { Command } from 'commander';
import { addKeysCommand } from './keys.js';

const dynex = new Command('dynex').description('Operates a Dynamic Executor').showHelpAfterError();

addKeysCommand(dynex);

await dynex.parseAsync();
