import { superviseServer, type Supervisor, type SupervisionOptions } from '../../process/server-supervisor.js';
import { startEmbeddedTemporal, type EmbeddedTemporal, type EmbeddedTemporalOptions } from './embedded-temporal.js';

export type TemporalSupervisor = Supervisor<EmbeddedTemporal>;
export type TemporalSupervision = Pick<
  SupervisionOptions<EmbeddedTemporal>,
  'server' | 'onGiveUp' | 'onStateChange' | 'timing'
> & { start: EmbeddedTemporalOptions };

/** Starts the embedded Temporal server again, on the same ports, whenever it dies; gives up after 5 failures in a row. */
export function superviseTemporal({ start, ...options }: TemporalSupervision): TemporalSupervisor {
  return superviseServer({
    ...options,
    name: 'The embedded Temporal server',
    log: start.log,
    restart: ({ ports }, signal) => startEmbeddedTemporal({ ...start, ports, signal }),
  });
}
