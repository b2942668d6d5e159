/** Between two times in ISO 8601, in ms; never below 0, whatever the clocks say. */
export function elapsedMs({ started_at, completed_at }: { started_at: string; completed_at: string }): number {
  return Math.max(0, Date.parse(completed_at) - Date.parse(started_at));
}
