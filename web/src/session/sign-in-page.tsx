/** In place of every page for whoever has not said who they are: one field for the key. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../design/button.js';
import { Field } from '../design/field.js';
import { ThemeSwitch } from '../shell/theme-switch.js';
import './sign-in-page.css';
import { useSignIn } from './use-sign-in.js';

/** @param notice what has happened to the session before */
export function SignInPage({ notice }: { notice: string | null }) {
  return (
    <main className="sign-in">
      <title>Sign in · Dynamic Executor</title>
      <div className="sign-in-card">
        <p className="sign-in-name">
          <img src="/favicon.svg" alt="" width="20" height="20" />
          Dynamic Executor
        </p>
        <h1>Sign in</h1>
        {notice !== null && (
          <p className="sign-in-notice" role="status">
            {notice}
          </p>
        )}
        <SignInForm />
        <div className="sign-in-help">
          <h2>No key yet?</h2>
          <p>Whoever runs the platform makes one with</p>
          <pre>dynex keys create &lt;name&gt; --role viewer</pre>
          <p>It is shown once. It says who you are, and what you may do: as viewer, operator or admin.</p>
        </div>
      </div>
      <ThemeSwitch />
    </main>
  );
}
function SignInForm() {
  const field = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState('');
  const [isOfDevice, setOfDevice] = useState(false);
  const { give, busy, wrong } = useSignIn(() => field.current?.focus());
  useEffect(() => field.current?.focus(), []);
  function submit(event: FormEvent): void {
    event.preventDefault();
    give(key.trim(), isOfDevice ? 'device' : 'tab');
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <Field label="API key" about="It begins with dynex_ and your name." error={wrong}>
        {(control) => (
          <input
            {...control}
            ref={field}
            className="input"
            type="password"
            name="api-key"
            autoComplete="current-password"
            spellCheck={false}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
        )}
      </Field>
      <label className="sign-in-remember">
        <input type="checkbox" checked={isOfDevice} onChange={(event) => setOfDevice(event.currentTarget.checked)} />
        <span>
          Remember on this device
          <span className="sign-in-remember-about">Otherwise only in this tab, until it is closed.</span>
        </span>
      </label>
      <Button type="submit" kind="primary" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
