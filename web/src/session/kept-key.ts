/** The API key of this browser. */
import { KEY_ITEM, KeyKeeper } from './key-keeper.js';

export const keptKey = new KeyKeeper({ tab: () => sessionStorage, device: () => localStorage });

/** Calls `then` when another tab has signed in or out on this device. */
export function onKeyOfDevice(then: () => void): () => void {
  const listener = ({ key }: StorageEvent): void => {
    if (key === KEY_ITEM) then();
  };
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}
