/** GET /api/v1/approvals: what waits for a person's decision, and what was decided. */
import { Controller, Get, Query } from '@nestjs/common';
import type { Approval } from '../contracts/execution.js';
import { choiceParameter, pageParameters, type Query as Parameters } from '../http/query-parameters.js';
import { ForRole } from '../security/access.js';
import { ApprovalStore } from './approval-store.js';

const STATUSES: readonly Approval['status'][] = ['pending', 'approved', 'rejected', 'expired'];

@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalStore) {}

  @Get()
  @ForRole('viewer')
  list(@Query() query: Parameters) {
    return this.approvals.list(choiceParameter(query, 'status', STATUSES), pageParameters(query));
  }
}
