/** The letters of the grammar as a person knows them, in the order in which they are named. */
const BEFORE_OPERAND: [label: string, letters: string[]][] = [
  ['a value', ['v']],
  ['NOT', ['¬']],
];
const BEHIND_OPERAND: [label: string, letters: string[]][] = [
  ['an arithmetic operator', ['+', '-', '*', '/', '%']],
  ['a comparison', ['=', '≠', '<', '>', '≤', '≥', '∈', '∉']],
  ['AND', ['∧']],
  ['OR', ['∨']],
  ["'?'", ['?']],
  ["':'", [':']],
];

/** What could have stood at a place. `ends` is what closes the enclosing brackets, or the end of the expression. */
export function expectedNames(letters: string[], ends: string[]): string[] {
  const isOperand = letters.includes('v');
  const names = (isOperand ? BEFORE_OPERAND : BEHIND_OPERAND).filter(([, some]) =>
    some.some((letter) => letters.includes(letter)),
  );
  const labels = names.map(([label]) => label);
  return letters.includes('end of input') ? [...labels, ...ends] : labels;
}
