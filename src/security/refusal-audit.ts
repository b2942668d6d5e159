/** Puts refused requests on the audit. */
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/audit-recorder.js';
import { originOf } from '../http/request-actor.js';
import type { Refusal } from './refusal.js';
import { RefusalBound } from './refusal-bound.js';
import { pathOf } from './request-address.js';
import { withoutKeys } from './without-keys.js';

const MAX_PATH = 300;

@Injectable()
export class RefusalAudit {
  private readonly bound = new RefusalBound();

  constructor(private readonly audit: AuditRecorder) {}

  /** One entry a minute for each client and code; the answer does not wait for it. */
  record(request: IncomingMessage, { code, needed_role, audited }: Refusal): void {
    const origin = originOf(request);
    if (!audited || !this.bound.admits(`${origin.actor ?? origin.source} ${code}`)) return;
    const path = withoutKeys(pathOf(request)).slice(0, MAX_PATH);
    const details = { method: request.method ?? '', path, code, needed_role };
    void this.audit.record({ action: 'request_refused', details }, origin);
  }
}
