/** What axe-core finds on a page that would keep somebody from using it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}
const AXE = join(process.cwd(), 'node_modules', 'axe-core', 'axe.min.js');
const SERIOUS = ['serious', 'critical'];

/** Rules of WCAG 2.0 to 2.2, levels A and AA, and good practice; a line for each finding that is serious or critical. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
  return violations.filter(({ impact }) => SERIOUS.includes(impact ?? '')).flatMap(linesOf);
}
const linesOf = ({ id, help, nodes }: Violation): string[] =>
  nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`);
