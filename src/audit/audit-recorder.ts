/** Puts on the audit what somebody asked for and got. */
import { Injectable, Logger } from '@nestjs/common';
import type { JsonObject } from '../contracts/json.js';
import type { RequestOrigin } from '../http/request-actor.js';
import type { AuditEntry } from './audit-entry.js';
import { AuditStore } from './audit-store.js';

export interface AuditedAct {
  action: string;
  details: JsonObject;
}

@Injectable()
export class AuditRecorder {
  private readonly logger = new Logger('audit');

  constructor(private readonly store: AuditStore) {}

  /** What was done to something that is no execution. */
  record({ action, details }: AuditedAct, origin: RequestOrigin): Promise<void> {
    const about = { execution_id: null, seq: null, act: null, step_number: null, attempt: null };
    return this.append({ action, ...about, ...origin, details, timestamp: new Date().toISOString() });
  }
  /** It was done already: an entry that cannot be stored is told in the log, without its details, and fails nothing. */
  async append(entry: AuditEntry): Promise<void> {
    try {
      await this.store.append([entry]);
    } catch (error) {
      const { details: _, ...told } = entry;
      this.logger.error(`Not in the audit: ${JSON.stringify(told)} (${String(error)})`);
    }
  }
}
