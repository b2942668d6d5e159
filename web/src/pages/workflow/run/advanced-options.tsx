import { EXECUTION_MODES, type ExecutionConfig, type ExecutionMode } from '../../../../../src/contracts/document.js';
import { Field } from '../../../design/field.js';
import { JsonEditor } from '../../../design/json-editor.js';
import { NumberField } from '../../../design/number-field.js';
import type { StartChoices } from './start-options.js';

const MODES: Record<ExecutionMode, string> = {
  eager: 'eager: a step starts as soon as what it needs is there',
  level: 'level: a level starts when the one before it has ended',
  sequential: 'sequential: one step at a time',
};
export interface AdvancedOptionsProps {
  /** Of the document. */
  execution: ExecutionConfig | undefined;
  choices: StartChoices;
  onChange(choices: StartChoices): void;
}
export function AdvancedOptions({ execution, choices, onChange }: AdvancedOptionsProps) {
  const set = (name: keyof StartChoices) => (value: string) => onChange({ ...choices, [name]: value });
  const isOpen = Object.values(choices).some((choice) => choice !== '');
  return (
    <details className="run-advanced" open={isOpen || undefined}>
      <summary>Advanced</summary>
      <div className="run-fields">
        <Field label="Mode">
          {(control) => (
            <select
              {...control}
              className="input"
              value={choices.mode}
              onChange={(event) => set('mode')(event.target.value)}
            >
              <option value="">as in the document ({execution?.mode ?? 'eager'})</option>
              {EXECUTION_MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {MODES[mode]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <NumberField
          label="Steps at once"
          about={`At most 1,900; in the document ${execution?.max_parallelism ?? 256}`}
          min={1}
          max={1900}
          value={choices.max_parallelism}
          onChange={set('max_parallelism')}
        />
        <Field label="User" about="For whom it runs, as user_id">
          {(control) => (
            <input
              {...control}
              className="input"
              value={choices.user_id}
              maxLength={255}
              onChange={(event) => set('user_id')(event.target.value)}
            />
          )}
        </Field>
        <NumberField
          label="Wait for the result"
          about="Seconds, at most 60, before the execution is opened"
          min={0}
          max={60}
          value={choices.wait_seconds}
          onChange={set('wait_seconds')}
        />
        <div className="run-json">
          <JsonEditor
            label="Context, JSON"
            about="Under $context in the document"
            text={choices.context}
            onChange={set('context')}
            rows={3}
          />
        </div>
      </div>
    </details>
  );
}
