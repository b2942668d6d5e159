import type { Finding } from '../contracts/finding.js';

/** Findings about the document first, then those of each step in the order of the list; inside that by path and position. */
export function inFindingOrder(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding) => ({ finding, segments: finding.path.split('/'), step: stepIndex(finding.path) }))
    .sort(
      (left, right) =>
        left.step - right.step ||
        comparePaths(left.segments, right.segments) ||
        (left.finding.position?.offset ?? -1) - (right.finding.position?.offset ?? -1),
    )
    .map(({ finding }) => finding);
}

const stepIndex = (path: string): number => Number(/^\/workflow_steps\/(\d+)/.exec(path)?.[1] ?? -1);

/** Segment by segment; two indexes compare as numbers. */
function comparePaths(left: readonly string[], right: readonly string[]): number {
  const differs = left.findIndex((segment, index) => segment !== right[index]);
  if (differs === -1) return left.length - right.length;
  const [one = '', other] = [left[differs], right[differs]];
  if (other === undefined) return 1;
  return Number(one) - Number(other) || (one < other ? -1 : 1);
}
