/** Which browser is used: the first that starts, of the sources in their order. */
import type { BrowserProgram, BrowserSource } from './browser-source.js';

export type BrowserChoice =
  { kind: 'found'; program: BrowserProgram; source: string } | { kind: 'missing'; tried: string[] };

/** Null when it starts, otherwise why not. */
export type TrialStart = (program: BrowserProgram) => Promise<string | null>;

/** Each line of `tried` is a source and why it is none: `an installed one: no chromium on PATH`. */
export async function chooseBrowser(sources: BrowserSource[], trial: TrialStart): Promise<BrowserChoice> {
  const tried: string[] = [];
  for (const source of sources) {
    const found = await source.find().catch(reasonOf);
    if (typeof found === 'string') {
      tried.push(`${source.name}: ${found}`);
      continue;
    }
    for (const program of found) {
      const refusal = await trial(program);
      if (refusal === null) return { kind: 'found', program, source: source.name };
      tried.push(`${source.name}: ${program.path} does not start (${refusal})`);
    }
    if (source.named) break;
  }
  return { kind: 'missing', tried };
}
const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : `${error}`;
