/** What is said, and what happens, where the server programs are not there and cannot be built. */
export interface MissingServer {
  /** Continuous integration must not pass without having tried the production shape. */
  fails: boolean;
  text: string;
}
export function missingServer(reason: string, env: NodeJS.ProcessEnv): MissingServer {
  const fails = env['CI'] === 'true';
  const effect = fails ? 'With CI=true that is a failure' : 'The tests of the production shape are SKIPPED';
  return {
    fails,
    text: `There is no Temporal server to run on PostgreSQL (${reason}).\n${effect}. Install Go, and run npm test, which builds it.`,
  };
}
