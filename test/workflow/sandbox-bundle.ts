/**
 * The sandbox code, bundled from its sources, and counted where jest collects coverage. Its counters can be added to
 * jest's own for the same files because both compile them alike: `compilerOptions` repeats the transform of jest.config.mjs.
 */
import { join } from 'node:path';
import { WorkflowCoverage } from '@temporalio/nyc-test-coverage';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions, type WorkerOptions } from '@temporalio/worker';

const WORKFLOWS = join(process.cwd(), 'workflows', 'run-plan.workflow.ts');
const compilerOptions = {
  sourceMaps: true,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
};
type WebpackConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

class SandboxCoverage extends WorkflowCoverage {
  override get interceptorModule(): string {
    return join(process.cwd(), 'test', 'workflow', 'coverage-interceptor.ts');
  }
}
export class SandboxBundle {
  private readonly coverage = new SandboxCoverage();

  private constructor(private code: string) {}

  static async create(): Promise<SandboxBundle> {
    const bundle = new SandboxBundle('');
    const options = {
      workflowsPath: WORKFLOWS,
      logger: new DefaultLogger('ERROR'),
      webpackConfigHook: compileLikeJest,
    };
    bundle.code = (await bundleWorkflowCode(bundle.coverage.augmentBundleOptions(options))).code;
    return bundle;
  }
  /** The options of a worker that runs the bundle. */
  workerOptions(options: WorkerOptions): WorkerOptions {
    const workflowBundle = { code: this.code };
    return this.coverage.augmentWorkerOptionsWithBundle({ ...options, workflowBundle });
  }
  /** Adds what the sandbox counted to jest's coverage, as plain data, because it goes to another process. */
  countCoverage(): void {
    this.coverage.mergeIntoGlobalCoverage();
    const global = globalThis as { __coverage__?: unknown };
    if (global.__coverage__) global.__coverage__ = JSON.parse(JSON.stringify(global.__coverage__));
  }
}
function compileLikeJest(config: WebpackConfig): WebpackConfig {
  const rules = (config.module?.rules ?? []).map((rule) => {
    const use = typeof rule === 'object' && rule ? rule.use : undefined;
    const compiles = typeof use === 'object' && use && 'loader' in use && String(use.loader).includes('swc-loader');
    return compiles ? { ...(rule as object), use: { ...use, options: compilerOptions } } : rule;
  });
  return { ...config, module: { ...config.module, rules } };
}
