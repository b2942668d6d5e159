/** `npm run bench`: the cases, all or those named, on one machine in one run, as a table of ratios. */
import type { BenchResult } from './bench-case.js';
import { BenchServices } from './bench-services.js';
import { CASES } from './cases/cases.js';

function printTable(results: BenchResult[]): void {
  const rows = results.map(({ target, holds, ...measured }) => ({
    ...measured,
    target: target ?? '',
    holds: holds ?? '',
  }));
  console.table(rows);
}
/** The names to run, in the order of the list: what needs no platform is measured before one runs beside it. */
function chosenCases(asked: string[]): string[] {
  const known = Object.keys(CASES);
  return asked.length > 0 ? known.filter((name) => asked.includes(name)) : known;
}
function refuseUnknown(asked: string[]): void {
  const unknown = asked.filter((name) => !Object.hasOwn(CASES, name));
  if (unknown.length === 0) return;
  console.error(`No case ${unknown.join(', ')}; there are ${Object.keys(CASES).join(', ')}`);
  process.exit(1);
}
async function run(names: string[]): Promise<void> {
  const services = new BenchServices();
  const results: BenchResult[] = [];
  try {
    for (const name of names) {
      console.log(`${name} …`);
      results.push(...((await CASES[name]?.(services)) ?? []));
    }
  } finally {
    await services.stop();
  }
  printTable(results);
}
const asked = process.argv.slice(2);
refuseUnknown(asked);
await run(chosenCases(asked));
process.exit(0);
