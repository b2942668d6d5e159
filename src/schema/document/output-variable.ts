/** The name of a step's output; where the document gives none, as old documents may, `step_3_output` for step 3. */
export function outputVariableOf(step: { step_number: number; output_variable?: string }): string {
  return step.output_variable ?? `step_${step.step_number}_output`;
}
