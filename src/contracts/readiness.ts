/** The answer of GET /health/ready: what the platform stands on, and whether it stands. */
export interface Dependency {
  name: 'database' | 'temporal' | 'worker';
  state: 'starting' | 'up' | 'down';
  /** Why it is not up, and what to do about it. */
  reason: string | null;
  /** When it came to be so; ISO 8601 UTC with milliseconds. */
  since: string;
}
export interface ReadinessReport {
  ready: boolean;
  dependencies: Dependency[];
}
