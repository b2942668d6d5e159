/** What a person sees when the platform is ready. */
export interface StartupFacts {
  url: string | null;
  temporalUi: string | null;
  needsKey: boolean;
}
export function startupMessage({ url, temporalUi, needsKey }: StartupFacts): string {
  if (url === null) return 'Dynamic Executor worker is ready';
  const lines = ['', 'Dynamic Executor is ready', `  Dashboard    ${url}`, `  API          ${url}/docs`];
  if (temporalUi !== null) lines.push(`  Temporal UI  ${temporalUi}`);
  const key = needsKey ? ` -H "authorization: Bearer $DYNEX_API_KEY"` : '';
  const curl = `curl -s ${url}/api/v1/workflows${key} -H 'content-type: application/json' --data-binary @examples/design-five-steps.json`;
  return [...lines, `  Try          ${curl}`, ''].join('\n');
}
