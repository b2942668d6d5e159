/** What the Temporal SDK counts: its own exporter tells it, on a port of this process that nobody else knows. */
const ANSWER_MS = 1_000;

/** Text in the format of Prometheus; empty when the exporter does not answer. */
export async function sdkMetrics(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
}
