import { useState } from 'react';
import type { KeptFor } from './key-keeper.js';
import { signIn } from './session-state.js';
import { wrongKeyText, wrongTyping } from './wrong-key.js';

export interface SignIn {
  give(key: string, kept_for: KeptFor): void;
  busy: boolean;
  /** What is wrong with the key that was given, for its field; null where nothing is known to be. */
  wrong: string | null;
}
/** @param onWrong called when a key is not taken */
export function useSignIn(onWrong: () => void): SignIn {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  function refuse(text: string): void {
    setWrong(text);
    onWrong();
  }
  async function send(key: string, kept_for: KeptFor): Promise<void> {
    setBusy(true);
    try {
      await signIn(key, kept_for);
    } catch (error) {
      refuse(wrongKeyText(error));
    } finally {
      setBusy(false);
    }
  }
  function give(key: string, kept_for: KeptFor): void {
    const typing = wrongTyping(key);
    setWrong(null);
    if (typing === null) void send(key, kept_for);
    else refuse(typing);
  }
  return { give, busy, wrong };
}
