/** What a person sees when the platform is ready. */
export interface StartupFacts {
  url: string | null;
  temporalUi: string | null;
}
export function startupMessage({ url, temporalUi }: StartupFacts): string {
  if (url === null) return 'Dynamic Executor worker is ready';
  const lines = ['', 'Dynamic Executor is ready', `  Dashboard    ${url}`, `  API          ${url}/docs`];
  if (temporalUi !== null) lines.push(`  Temporal UI  ${temporalUi}`);
  const curl = `curl -s ${url}/api/v1/workflows -H 'content-type: application/json' --data-binary @examples/design-five-steps.json`;
  return [...lines, `  Try          ${curl}`, ''].join('\n');
}
