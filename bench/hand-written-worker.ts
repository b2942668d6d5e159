/** A worker for the hand-written workflows on the platform's own Temporal server. */
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Runtime, DefaultLogger, Worker } from '@temporalio/worker';
import type { Grid } from './documents.js';
import * as activities from './hand-written.activities.js';

export const TASK_QUEUE = 'hand-written';
export interface HandWritten {
  /** Runs one workflow to its result. */
  execute(name: 'threeInARow' | 'fiveSteps' | 'empty'): Promise<void>;
  /** The same for a grid of activities. */
  executeGrid(size: Grid): Promise<void>;
  stop(): Promise<void>;
}
let runs = 0;

export async function startHandWritten(address: string): Promise<HandWritten> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const workflowsPath = fileURLToPath(new URL('./hand-written.workflows.js', import.meta.url));
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({ connection: native, taskQueue: TASK_QUEUE, workflowBundle, activities });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const run = async (name: string, arg: unknown) => {
    runs += 1;
    const workflowId = `hand-written-${process.pid}-${runs}`;
    await client.workflow.execute(name, { taskQueue: TASK_QUEUE, workflowId, args: [arg] });
  };
  return {
    execute: (name) => run(name, runs),
    executeGrid: ({ levels, width }) => run('grid', { levels, width, above: Array<number>(width).fill(1) }),
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}
