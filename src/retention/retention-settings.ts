/** How long what has ended is kept. */
export interface RetentionSettings {
  /** Days that a closed execution is kept; null for ever. Idempotency keys are kept for 7 days, so it is not less. */
  executions_days: number | null;
  /** Days that an audit entry is kept; null for ever. The database itself gives up none that is younger than 30 days. */
  audit_days: number | null;
}
export const SHORTEST_RETENTION = { executions_days: 7, audit_days: 30 } as const;
