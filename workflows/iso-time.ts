/** ISO 8601 UTC with milliseconds, of ms since the epoch. */
export const iso = (ms: number): string => new Date(ms).toISOString();
