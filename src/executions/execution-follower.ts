/** Lets the rows of running executions follow their events, in batches. Best effort: the workflow is the truth. */
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { ExecutionEvent } from '../contracts/events.js';
import type { EventBus, Unsubscribe } from '../events/event-bus.js';
import { EVENT_BUS } from '../events/event-source.js';
import { ExecutionStore, type LiveFigures } from './execution-store.js';

/** Executions shorter than this are never followed: their end is stored with the record. In ms. */
const FLUSH_AFTER_MS = 300;

@Injectable()
export class ExecutionFollower implements OnModuleInit, OnApplicationShutdown {
  private readonly changed = new Map<string, LiveFigures>();
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: Unsubscribe = () => undefined;

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly store: ExecutionStore,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.bus.subscribeAll((events) => events.forEach((event) => this.follow(event)));
  }
  onApplicationShutdown(): void {
    this.unsubscribe();
    if (this.timer) clearTimeout(this.timer);
  }
  private follow(event: ExecutionEvent): void {
    const { execution_id } = event;
    const unsaid = { execution_id, status: null, progress_percent: null, started_at: null };
    const figures = this.changed.get(execution_id) ?? unsaid;
    switch (event.event) {
      case 'execution_started':
        return this.note({ ...figures, status: 'running', started_at: event.timestamp });
      case 'progress_update':
        return this.note({ ...figures, progress_percent: event.progress_percent });
      case 'execution_paused':
        return this.note({ ...figures, status: 'paused' });
      case 'execution_resumed':
        return this.note({ ...figures, status: 'running' });
      case 'execution_completed':
      case 'execution_failed':
      case 'execution_cancelled':
      case 'approval_required':
        this.changed.delete(execution_id);
        return;
      default:
        return;
    }
  }
  private note(figures: LiveFigures): void {
    this.changed.set(figures.execution_id, figures);
    this.timer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS);
  }
  private flush(): void {
    const figures = [...this.changed.values()];
    this.changed.clear();
    this.timer = null;
    this.store.follow(figures).catch(() => undefined);
  }
}
