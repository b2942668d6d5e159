/** A step's number, which shows it in the graph. */
export function StepLink({ step_number, onSelect }: { step_number: number; onSelect(step_number: number): void }) {
  return (
    <button
      type="button"
      className="step-link"
      aria-label={`Show step ${step_number}`}
      onClick={() => onSelect(step_number)}
    >
      {step_number}
    </button>
  );
}
export interface StepLinksProps {
  steps: readonly number[];
  onSelect(step_number: number): void;
}
/** Steps shown at most. */
const SHOWN = 40;

export function StepLinks({ steps, onSelect }: StepLinksProps) {
  return (
    <span className="graph-summary-steps">
      {steps.slice(0, SHOWN).map((step_number) => (
        <StepLink key={step_number} step_number={step_number} onSelect={onSelect} />
      ))}
      {steps.length > SHOWN && <span className="muted">and {steps.length - SHOWN} more</span>}
    </span>
  );
}
