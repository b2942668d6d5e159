/** The Temporal SDK of this process: what it has to say goes to the platform's own log, what it counts to its metrics. */
import { Logger } from '@nestjs/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { freePort } from '../process/free-port.js';

/** On the log of the execution already: a step's failure is no trouble of the worker's. */
const EXPECTED = /^Activity failed|^Worker state changed|^No Nexus services/;

/** Once a process, before the first worker. Returns where the SDK tells its metrics, on loopback, as Prometheus reads them. */
export async function installRuntime(): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const logger = new Logger('temporal');
  const temporal = new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (EXPECTED.test(message)) return;
    const error = (meta as { error?: { message?: string } } | undefined)?.error?.message;
    const line = error === undefined ? message : `${message}: ${error}`;
    if (level === 'ERROR') logger.error(line);
    else logger.warn(line);
  });
  const metrics = { prometheus: { bindAddress: address, useSecondsForDurations: true, countersTotalSuffix: true } };
  Runtime.install({ logger: temporal, telemetryOptions: { metrics } });
  return `http://${address}/metrics`;
}
