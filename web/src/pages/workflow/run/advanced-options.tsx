import { EXECUTION_MODES, type ExecutionConfig, type ExecutionMode } from '../../../../../src/contracts/document.js';
import { Field } from '../../../design/field.js';
import { JsonEditor } from '../../../design/json-editor.js';
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
  const set = (name: keyof StartChoices) => (event: { target: { value: string } }) =>
    onChange({ ...choices, [name]: event.target.value });
  const isOpen = Object.values(choices).some((choice) => choice !== '');
  return (
    <details className="run-advanced" open={isOpen || undefined}>
      <summary>Advanced</summary>
      <div className="run-fields">
        <Field label="Mode">
          {(control) => (
            <select {...control} className="input" value={choices.mode} onChange={set('mode')}>
              <option value="">as in the document ({execution?.mode ?? 'eager'})</option>
              {EXECUTION_MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {MODES[mode]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Steps at once" about={`At most 1,900; in the document ${execution?.max_parallelism ?? 256}`}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="number"
              min={1}
              max={1900}
              value={choices.max_parallelism}
              onChange={set('max_parallelism')}
            />
          )}
        </Field>
        <Field label="User" about="For whom it runs, as user_id">
          {(control) => (
            <input {...control} className="input" value={choices.user_id} maxLength={255} onChange={set('user_id')} />
          )}
        </Field>
        <Field label="Wait for the result" about="Seconds, at most 60, before the execution is opened">
          {(control) => (
            <input
              {...control}
              className="input"
              type="number"
              min={0}
              max={60}
              value={choices.wait_seconds}
              onChange={set('wait_seconds')}
            />
          )}
        </Field>
        <div className="run-json">
          <JsonEditor
            label="Context, JSON"
            about="Under $context in the document"
            text={choices.context}
            onChange={(context) => onChange({ ...choices, context })}
            rows={3}
          />
        </div>
      </div>
    </details>
  );
}
