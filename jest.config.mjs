/** One shared set of options and a project for each kind of test; `npm test` runs them all with the coverage gate. */
const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
const project = (displayName, more = {}) => ({
  ...shared,
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  ...more,
});

/** Many processes that are killed under load: they have the machine to themselves, and none of the code runs in jest. */
const KILLS = ['faults.test.ts', 'scale-out.test.ts', 'silent-worker.test.ts', 'worker-faults.test.ts'];

export default {
  projects: [
    project('unit'),
    project('workflow'),
    project('simulation'),
    project('replay', { testPathIgnorePatterns: ['/record/'] }),
    project('e2e', { testPathIgnorePatterns: KILLS.map((file) => `/test/e2e/${file}`) }),
    project('kills', { testMatch: KILLS.map((file) => `<rootDir>/test/e2e/${file}`) }),
    project('browser', { globalSetup: '<rootDir>/test/browser/find-browser.mjs' }),
    project('record', { testMatch: ['<rootDir>/test/replay/record/*.test.ts'] }),
  ],
  testTimeout: 120_000,
  maxWorkers: 2,
  // jest keeps modules of every file that a process has run: with gigabytes of them a collection stops all for seconds.
  workerIdleMemoryLimit: '1GB',
  collectCoverageFrom: [
    'src/**/*.ts',
    'workflows/**/*.ts',
    'activities/**/*.ts',
    '!src/main.ts',
    '!src/cli/dynex.ts',
    '!src/contracts/**',
    '!src/**/*.module.ts',
  ],
  /** Where it stands; it is raised with what is added, and never lowered. */
  coverageThreshold: { global: { lines: 96, statements: 95, functions: 95, branches: 90 } },
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'json', 'lcov'],
};
