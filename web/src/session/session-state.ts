/** Who uses the dashboard: asked of the platform at load, and again when it refuses what they ask. */
import { DynexClient } from '../../../src/client/dynex-client.js';
import type { Session } from '../../../src/contracts/session.js';
import { queryClient } from '../api/query-client.js';
import { isProblem, retryAfter } from '../design/problem.js';
import { createStore } from '../design/store.js';
import type { KeptFor } from './key-keeper.js';
import { keptKey } from './kept-key.js';

export type SessionState =
  | { kind: 'asking' }
  /** Nobody answers; it is asked again by itself. */
  | { kind: 'unanswered'; error: unknown }
  /** A key is needed. `notice` is what has happened to the one before. */
  | { kind: 'signed_out'; notice: string | null }
  | { kind: 'known'; session: Session };
export const sessionState = createStore<SessionState>({ kind: 'asking' });
const ASK_AGAIN_MS = 2_000;

/** What is known stays where nobody answers. */
export async function askSession(): Promise<void> {
  const key = keptKey.get();
  try {
    const session = await sessionOf(key);
    if (keptKey.get() === key) know(session);
  } catch (error) {
    if (keptKey.get() !== key) return;
    if (isProblem(error) && error.status === 401) return keyRefused(key);
    if (sessionState.get().kind === 'known') return;
    sessionState.set({ kind: 'unanswered', error });
    setTimeout(() => void askSession(), Math.max(ASK_AGAIN_MS, retryAfter(error)));
  }
}
/** @throws ProblemError 401 for a wrong key, UnreachableError; then nothing is kept */
export async function signIn(key: string, kept_for: KeptFor): Promise<void> {
  const session = await sessionOf(key);
  keptKey.keep(key, kept_for);
  queryClient.clear();
  know(session);
}
export function signOut(): void {
  leave('You have signed out.');
}
/** The platform has refused this key, which may not be the present one any more. */
export function keyRefused(key: string | null): void {
  if (keptKey.get() === key) leave(noticeOf(key, sessionState.get()));
}

const sessionOf = (api_key: string | null): Promise<Session> =>
  new DynexClient({ base_url: '', api_key: () => api_key }).session();
function know(session: Session): void {
  const now = sessionState.get();
  // The same one is not told anew: every button would be drawn again.
  if (now.kind === 'known' && JSON.stringify(now.session) === JSON.stringify(session)) return;
  sessionState.set({ kind: 'known', session });
}
/** What was read with the key goes with it. */
function leave(notice: string | null): void {
  keptKey.forget();
  sessionState.set({ kind: 'signed_out', notice });
  queryClient.clear();
}
/** A second refusal of what was asked at the same time says nothing new. */
function noticeOf(key: string | null, state: SessionState): string | null {
  if (state.kind === 'signed_out') return state.notice;
  if (key === null) return state.kind === 'known' ? 'You have signed out in another tab.' : null;
  const whose = state.kind === 'known' && state.session.actor !== null ? ` ${state.session.actor}` : '';
  return `The key${whose} is not accepted any more: it was revoked or replaced. With another one you are back on this page.`;
}
