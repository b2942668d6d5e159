/** Runs a workflow: its input as a form or as JSON, and how it is to run. */
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { JsonObject } from '../../../../../src/contracts/json.js';
import type { WorkflowVersion } from '../../../../../src/contracts/workflow.js';
import { Button } from '../../../design/button.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { JsonEditor } from '../../../design/json-editor.js';
import { jsonText, parseJson } from '../../../design/json-text.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import { RefusalNote } from '../../../session/refusal-note.js';
import { AdvancedOptions } from './advanced-options.js';
import { ErrorSummary } from './error-summary.js';
import { FormFields } from './form-fields.js';
import { inputFindings, messageWithin } from './input-findings.js';
import { initialInput } from './input-value.js';
import { readInputSchema } from './read-schema.js';
import { showField } from './show-field.js';
import { isMode, NO_CHOICES, startRequest } from './start-options.js';
import { useStart } from './use-start.js';

const inputOf = (text: string): JsonObject | null => {
  const parsed = parseJson(text);
  const isInput =
    parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value);
  return isInput ? (parsed.value as JsonObject) : null;
};
export function RunForm({ workflow: { deliverable_type, version, document } }: { workflow: WorkflowVersion }) {
  const [parameters] = useSearchParams();
  const fields = useMemo(() => readInputSchema(document.input_schema), [document.input_schema]);
  const [input, setInput] = useState<JsonObject>(() => initialInput(fields ?? []));
  /** Null while the form is shown. */
  const [text, setText] = useState<string | null>(() => (fields === null ? jsonText(input) : null));
  const mode = parameters.get('mode') ?? '';
  const [choices, setChoices] = useState({ ...NO_CHOICES, mode: isMode(mode) ? mode : '' });
  const form = useRef<HTMLFormElement>(null);
  const { mutate, isPending, error } = useStart(deliverable_type);
  const findings = useMemo(() => inputFindings(error), [error]);
  const given = text === null ? input : inputOf(text);
  const asked = parameters.has('version') ? version : undefined;
  const request = given && startRequest(given, choices, asked);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const wait_seconds = choices.wait_seconds === '' ? undefined : Number(choices.wait_seconds);
    if (request) mutate({ request, wait_seconds });
  }
  function showForm(): void {
    if (!given) return;
    setInput(given);
    setText(null);
  }
  return (
    <form className="run-form" ref={form} noValidate onSubmit={submit}>
      {findings.length > 0 ? (
        <ErrorSummary findings={findings} onShow={(path) => form.current && showField(form.current, path)} />
      ) : (
        error && <ErrorNotice error={error} />
      )}
      {fields !== null && (
        <div className="run-switcher" role="group" aria-label="Edit the input as">
          <Button size="small" aria-pressed={text === null} disabled={!given} onClick={showForm}>
            Form
          </Button>
          <Button size="small" aria-pressed={text !== null} onClick={() => setText(text ?? jsonText(input))}>
            JSON
          </Button>
        </div>
      )}
      {text === null ? (
        <div className="run-fields">
          <FormFields
            fields={fields ?? []}
            value={input}
            path=""
            findings={findings}
            onChange={(value) => setInput(value as JsonObject)}
          />
        </div>
      ) : (
        <div data-path="">
          <JsonEditor
            label="Input, a JSON object"
            text={text}
            onChange={setText}
            error={given === null ? 'The input has to be a JSON object' : messageWithin(findings, '')}
            rows={Math.min(30, Math.max(8, text.split('\n').length + 1))}
            required
          />
        </div>
      )}
      <AdvancedOptions execution={document.execution} choices={choices} onChange={setChoices} />
      <div className="run-start">
        <GuardedButton needs="operate" type="submit" kind="primary" icon="play" busy={isPending} disabled={!request}>
          Run version {version}
        </GuardedButton>
        <RefusalNote needs="operate" />
        {isPending && (
          <span className="muted" role="status">
            Starting…
          </span>
        )}
      </div>
    </form>
  );
}
