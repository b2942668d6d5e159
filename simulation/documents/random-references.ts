/** References to what stands before a step, as an author writes them. */
import type { Random } from '../random.js';

/** A step that others may refer to. */
export interface Producer {
  step_number: number;
  output_variable: string;
  function_to_call: string;
  has_items: boolean;
}
export const INPUT_REFERENCES = ['$input.load', '$input.items', '$input.nested.deep[1].v'];
/** What the input may lack: a default, nothing at all, or a failure comes of it. */
export const SELDOM_GIVEN = ['$input.given', '$input.left_out'];

/** What of a function's output may be read; the first is the whole. */
const FIELDS: Record<string, string[]> = {
  'sim.solve': ['', '.n', '.ok', '.rows', '.text', '.rows[0].load'],
  'sim.fast': ['', '.n', '.ok', '.rows'],
  'sim.list': ['', '', '', '[0].load'],
  'sim.scalar': [''],
  'sim.risky': ['', '.n', '.design_ok', '.warnings'],
  // What follows from the time is read by nobody: the reference knows none.
  'flow.wait': [],
  'flow.signal': ['', '.n'],
  'flow.workflow': ['', '.n'],
};
/** The whole output, or something in it that may not be there. Null where nothing of the step can be read. */
export function drawStepReference(producer: Producer, random: Random): string | null {
  const { step_number, output_variable, function_to_call, has_items } = producer;
  const fields = FIELDS[function_to_call] ?? [];
  if (fields.length === 0) return null;
  const name = random.chance(0.3) ? `.${output_variable}` : '';
  if (has_items) return `$step${step_number}${name}${random.pick(['', '', '', '[0]'])}`;
  if (random.chance(0.02)) return `$step${step_number}.nowhere`;
  return `$step${step_number}${name}${random.pick(fields)}`;
}
/** A reference that is a list, most of the time. */
export function drawListReference(producers: readonly Producer[], random: Random): string {
  const lists = producers.flatMap(listsOf);
  if (lists.length === 0 || random.chance(0.2)) return random.chance(0.05) ? '$input.none' : '$input.items';
  return random.pick(lists);
}
function listsOf({ step_number, function_to_call, has_items }: Producer): string[] {
  if (has_items || function_to_call === 'sim.list') return [`$step${step_number}`];
  return FIELDS[function_to_call]?.includes('.rows') ? [`$step${step_number}.rows`] : [];
}
