/**
 * How Plans run, whatever host carries them. Each case is driven through virtual time on the simulated host and through
 * real time on Temporal; there the order of the starts stands in for their times.
 */
import type { Case } from './case.js';
import { COMMAND_CASES } from './command-cases.js';
import { FLOW_CASES } from './flow-cases.js';
import { STEP_CASES } from './step-cases.js';

export const CASES: Case[] = [...STEP_CASES, ...COMMAND_CASES, ...FLOW_CASES];
