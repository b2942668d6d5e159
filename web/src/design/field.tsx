/** A labelled control with its description and its error; gives the control the ids that join them. */
import { type ReactNode, useId } from 'react';
import './field.css';

export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}
export interface FieldProps {
  label: ReactNode;
  about?: ReactNode;
  error?: string | null | undefined;
  required?: boolean;
  /** The control: spread the given properties on it, with the class `input` for the usual look. */
  children(control: ControlProps): ReactNode;
}
export function Field({ label, about, error, required = false, children }: FieldProps) {
  const id = useId();
  const described = [about && `${id}-about`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <span className="field-required"> (required)</span>}
      </label>
      {children({ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': Boolean(error) })}
      {about && (
        <p className="field-about" id={`${id}-about`}>
          {about}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
