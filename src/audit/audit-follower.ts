/** Lets the audit follow running executions, in batches. Best effort: the log that is stored at the end fills the gaps. */
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type ExecutionEvent, followsRecord } from '../contracts/events.js';
import type { EventBus, Unsubscribe } from '../events/event-bus.js';
import { EVENT_BUS } from '../events/event-source.js';
import { type AuditEntry, entryOfEvent } from './audit-entry.js';
import { AuditStore } from './audit-store.js';

/** Executions shorter than this are audited with their record alone. In ms. */
const FLUSH_AFTER_MS = 300;

@Injectable()
export class AuditFollower implements OnModuleInit, OnApplicationShutdown {
  private readonly heard = new Map<string, AuditEntry[]>();
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: Unsubscribe = () => undefined;

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly store: AuditStore,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.bus.subscribeAll((events) => events.forEach((event) => this.hear(event)));
  }
  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe();
    if (this.timer) clearTimeout(this.timer);
    await this.flush();
  }
  private hear(event: ExecutionEvent): void {
    if (followsRecord(event)) return this.forgetUntil(event);
    const entry = entryOfEvent(event);
    if (entry === null) return;
    const entries = this.heard.get(event.execution_id) ?? [];
    this.heard.set(event.execution_id, entries);
    entries.push(entry);
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS);
  }
  /** They were audited with the record that was stored before the event could be seen. */
  private forgetUntil({ execution_id, seq }: ExecutionEvent): void {
    const later = (this.heard.get(execution_id) ?? []).filter((entry) => (entry.seq ?? 0) > seq);
    if (later.length > 0) this.heard.set(execution_id, later);
    else this.heard.delete(execution_id);
  }
  private async flush(): Promise<void> {
    const entries = [...this.heard.values()].flat();
    this.heard.clear();
    this.timer = null;
    await this.store.append(entries).catch(() => undefined);
  }
}
