/** What this process counts for Prometheus. Names begin with `dynex_`; times are in seconds, as Prometheus has them. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ExecutionState } from '../contracts/execution.js';
import { sdkMetrics } from './sdk-metrics.js';

/** What became of one attempt of a step. */
export type AttemptOutcome = 'completed' | 'retried' | 'failed' | 'cancelled';

const REQUEST_SECONDS = [0.002, 0.01, 0.05, 0.2, 1, 5, 30, 60];
const STEP_SECONDS = [0.005, 0.02, 0.1, 0.5, 1, 5, 30, 120, 600];
const EXECUTION_SECONDS = [0.05, 0.25, 1, 5, 30, 120, 600, 3600, 86_400];

export class PlatformMetrics {
  readonly registry = new Registry();
  private readonly attempts = new Histogram({
    name: 'dynex_step_attempt_seconds',
    help: 'Duration of the attempts of steps, by function and by what became of them',
    labelNames: ['function', 'outcome'] as const,
    buckets: STEP_SECONDS,
    registers: [this.registry],
  });
  private readonly retries = new Counter({
    name: 'dynex_step_retries_total',
    help: 'Failed attempts that another one follows, by function and type of the error',
    labelNames: ['function', 'error_type'] as const,
    registers: [this.registry],
  });
  private readonly executions = new Histogram({
    name: 'dynex_execution_seconds',
    help: 'Duration of executions that have closed, by type and status',
    labelNames: ['deliverable_type', 'status'] as const,
    buckets: EXECUTION_SECONDS,
    registers: [this.registry],
  });

  private readonly requests = new Histogram({
    name: 'dynex_http_request_seconds',
    help: 'Duration of requests, by method, route and status; streams are not among them',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });

  /** @param sdkUrl where the Temporal SDK of this process tells its metrics; null when it does not */
  constructor(private readonly sdkUrl: string | null = null) {
    collectDefaultMetrics({ register: this.registry });
  }
  get contentType(): string {
    return this.registry.contentType;
  }
  /** All of it, in the text format of Prometheus. */
  async text(): Promise<string> {
    const [own, sdk] = await Promise.all([
      this.registry.metrics(),
      this.sdkUrl === null ? '' : sdkMetrics(this.sdkUrl),
    ]);
    return own + sdk;
  }
  requested(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }
  attempted(name: string, outcome: AttemptOutcome, seconds: number, error_type?: string): void {
    this.attempts.observe({ function: name, outcome }, seconds);
    if (outcome === 'retried') this.retries.inc({ function: name, error_type: error_type ?? 'error' });
  }
  closed(deliverable_type: string, { status, total_time_ms }: ExecutionState): void {
    this.executions.observe({ deliverable_type, status }, (total_time_ms ?? 0) / 1000);
  }
  /** A figure that is asked for when it is read; what cannot be known now is left out. */
  gauge<Label extends string>({ name, help, labels, read }: AskedGauge<Label>): void {
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { labels: of, value } of await read().catch(() => [])) this.set(of as Record<Label, string>, value);
      },
    });
  }
}
export interface AskedGauge<Label extends string> {
  name: string;
  help: string;
  labels: Label[];
  read(): Promise<GaugeValue<Label>[]>;
}
export interface GaugeValue<Label extends string> {
  labels: Partial<Record<Label, string>>;
  value: number;
}
