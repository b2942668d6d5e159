import { COMMAND_MUTATIONS } from './command-mutations.js';
import { LOG_MUTATIONS } from './log-mutations.js';
import type { Mutation } from './mutation.js';
import { RUN_MUTATIONS } from './run-mutations.js';
import { STEP_MUTATIONS } from './step-mutations.js';

export const MUTATIONS: Mutation[] = [...STEP_MUTATIONS, ...LOG_MUTATIONS, ...COMMAND_MUTATIONS, ...RUN_MUTATIONS];
