/** The Temporal Web UI: links into it, and its origin. */
export const TEMPORAL_UI = Symbol('TemporalUi');

export class TemporalUi {
  /** `base`: address of the Web UI, null when unknown. */
  constructor(
    private readonly base: string | null,
    private readonly namespace: string,
  ) {}

  /** Whether a browser's page of this origin is the UI; a loopback address goes by either of its names. */
  isOrigin(origin: string): boolean {
    return this.base !== null && canonicalOrigin(origin) === canonicalOrigin(this.base);
  }
  executionUrl(workflow_id: string, run_id: string | null): string | null {
    if (this.base === null) return null;
    const workflow = `${this.base}/namespaces/${encodeURIComponent(this.namespace)}/workflows/${encodeURIComponent(workflow_id)}`;
    return run_id ? `${workflow}/${run_id}/history` : workflow;
  }
}
function canonicalOrigin(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  return `${protocol}//${hostname === 'localhost' ? '127.0.0.1' : hostname}:${port}`;
}
