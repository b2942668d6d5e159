/** Puts on the audit what somebody asked for and got. */
import { Injectable, Logger } from '@nestjs/common';
import type { JsonObject } from '../contracts/json.js';
import type { RequestOrigin } from '../http/request-actor.js';
import type { AuditEntry } from './audit-entry.js';
import { AuditStore } from './audit-store.js';

export interface AuditedAct {
  action: string;
  execution_id?: string;
  step_number?: number | undefined;
  details: JsonObject;
}

@Injectable()
export class AuditRecorder {
  private readonly logger = new Logger('audit');

  constructor(private readonly store: AuditStore) {}

  /** It was done already: an entry that cannot be stored is told in the log, without its details, and fails nothing. */
  async record({ action, execution_id, step_number, details }: AuditedAct, origin: RequestOrigin): Promise<void> {
    const about = { execution_id: execution_id ?? null, seq: null, step_number: step_number ?? null, attempt: null };
    const told: Omit<AuditEntry, 'details'> = { action, ...about, ...origin, timestamp: new Date().toISOString() };
    try {
      await this.store.append([{ ...told, details }]);
    } catch (error) {
      this.logger.error(`Not in the audit: ${JSON.stringify(told)} (${String(error)})`);
    }
  }
}
