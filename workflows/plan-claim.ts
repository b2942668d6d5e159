/** The Plan as an argument of another run: the claim check by which it came. */
import { RawValue } from '@temporalio/common';
import { claimCheck } from '../src/contracts/claim-check.js';
import type { Plan } from '../src/contracts/plan.js';

/** It travels as the reference, and arrives as the Plan. */
export const planClaim = (plan_hash: string): Plan => RawValue.fromPayload(claimCheck(plan_hash)) as unknown as Plan;
