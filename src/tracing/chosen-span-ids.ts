import { RandomIdGenerator } from '@opentelemetry/sdk-trace-node';

/** Ids at random, but for one span that has to have the id that others know already. */
export class ChosenSpanIds extends RandomIdGenerator {
  private readonly random = new RandomIdGenerator();
  private chosen: string | null = null;

  override generateTraceId = (): string => this.random.generateTraceId();
  override generateSpanId = (): string => this.chosen ?? this.random.generateSpanId();
  /** `start` begins one span and returns it. */
  choose<T>(id: string, start: () => T): T {
    this.chosen = id;
    try {
      return start();
    } finally {
      this.chosen = null;
    }
  }
}
