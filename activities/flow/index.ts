import type { CatalogueEntry } from '../../src/contracts/function.js';
import { signal } from './signal.js';
import { wait } from './wait.js';
import { workflow } from './workflow.js';

/** What the workflow itself runs: steps call it like a function, and no worker has it. */
export const flowEntries: CatalogueEntry[] = [signal, wait, workflow];
