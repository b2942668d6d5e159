import './days-choice.css';

const CHOICES = [
  [1, '24 h'],
  [7, '7 days'],
  [30, '30 days'],
  [90, '90 days'],
] as const;

export interface DaysChoiceProps {
  days: number;
  onChoose(days: number): void;
}
export function DaysChoice({ days, onChoose }: DaysChoiceProps) {
  return (
    <div className="days-choice" role="group" aria-label="Time that is looked at">
      {CHOICES.map(([value, word]) => (
        <button key={value} type="button" aria-pressed={value === days} onClick={() => onChoose(value)}>
          {word}
        </button>
      ))}
    </div>
  );
}
