/** Links into the Temporal Web UI. */
export const TEMPORAL_UI = Symbol('TemporalUi');

export class TemporalUi {
  /** `base`: address of the Web UI, null when unknown. */
  constructor(
    private readonly base: string | null,
    private readonly namespace: string,
  ) {}

  executionUrl(workflow_id: string, run_id: string | null): string | null {
    if (this.base === null) return null;
    const workflow = `${this.base}/namespaces/${encodeURIComponent(this.namespace)}/workflows/${encodeURIComponent(workflow_id)}`;
    return run_id ? `${workflow}/${run_id}/history` : workflow;
  }
}
