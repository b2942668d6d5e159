/** Shows the dashboard to whom the platform knows, and asks the others for a key, at whatever address they are. */
import { type ReactNode, useEffect } from 'react';
import { ErrorNotice } from '../design/error-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useStore } from '../design/store.js';
import { onKeyOfDevice } from './kept-key.js';
import { askSession, sessionState } from './session-state.js';
import { SignInPage } from './sign-in-page.js';

/** So soon somebody whose key was revoked learns of it who only looks. In ms. */
const ASK_EVERY_MS = 30_000;

export function SessionGate({ children }: { children: ReactNode }) {
  const state = useStore(sessionState);
  const isWatched = state.kind === 'known' && state.session.authentication === 'api_key';
  useEffect(() => {
    void askSession();
    return onKeyOfDevice(() => void askSession());
  }, []);
  useEffect(() => {
    if (!isWatched) return;
    const timer = setInterval(() => void askSession(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isWatched]);
  switch (state.kind) {
    case 'asking':
      return <Waiting />;
    case 'unanswered':
      return <Waiting error={state.error} />;
    case 'signed_out':
      return <SignInPage notice={state.notice} />;
    case 'known':
      return children;
    default:
      return state satisfies never;
  }
}
function Waiting({ error }: { error?: unknown }) {
  return (
    <main className="page">
      <h1 className="visually-hidden">Dynamic Executor</h1>
      {error !== undefined && <ErrorNotice error={error} onRetry={() => void askSession()} />}
      <Skeleton label="Asking who you are" lines={3} />
    </main>
  );
}
