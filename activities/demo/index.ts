import type { FunctionDefinition } from '../../src/contracts/function.js';
import { echo } from './echo.js';
import { fail } from './fail.js';
import { flaky } from './flaky.js';
import { sleep } from './sleep.js';

/** Functions to try workflows with. */
export const functions: FunctionDefinition[] = [echo, sleep, flaky, fail];
