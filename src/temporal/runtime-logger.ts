/** What the Temporal SDK has to say, through the platform's own log. */
import { Logger } from '@nestjs/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';

/** On the log of the execution already: a step's failure is no trouble of the worker's. */
const EXPECTED = /^Activity failed|^Worker state changed|^No Nexus services/;

/** Once a process, before the first worker. */
export function installRuntimeLogger(): void {
  const logger = new Logger('temporal');
  const temporal = new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (EXPECTED.test(message)) return;
    const error = (meta as { error?: { message?: string } } | undefined)?.error?.message;
    const line = error === undefined ? message : `${message}: ${error}`;
    if (level === 'ERROR') logger.error(line);
    else logger.warn(line);
  });
  Runtime.install({ logger: temporal });
}
