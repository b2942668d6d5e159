import type { BenchCase } from '../bench-case.js';
import { compile } from './compile.js';
import { evaluateCondition } from './evaluate-condition.js';
import { executionPage } from './execution-page.js';
import { independentSteps, unbalancedGraph } from './parallelism.js';
import { overhead } from './overhead.js';
import { memory } from './memory.js';
import { tenThousandSteps, thousandSteps } from './many-steps.js';
import { publish } from './publish.js';
import { recovery } from './recovery.js';
import { lateClient, stepToClients } from './streams.js';
import { threeInARow } from './three-in-a-row.js';
import { throughput } from './throughput.js';
import { validateInput } from './validate-input.js';
import { workers } from './workers.js';

/** Every case by the name that chooses it; those that need nothing but this process come first. */
export const CASES: Readonly<Record<string, BenchCase>> = {
  compile,
  evaluateCondition,
  validateInput,
  threeInARow,
  throughput,
  unbalancedGraph,
  independentSteps,
  publish,
  thousandSteps,
  tenThousandSteps,
  stepToClients,
  lateClient,
  executionPage,
  recovery,
  memory,
  workers,
  overhead,
};
