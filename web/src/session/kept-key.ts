/** The API key of this browser: for the tab, or for the device until somebody signs out. */
export type KeptFor = 'tab' | 'device';
const NAME = 'dynex.key';
/** A browser that stores nothing keeps it until the page is loaded again. */
let inMemory: string | null = null;

export function keptKey(): string | null {
  return read('sessionStorage') ?? read('localStorage') ?? inMemory;
}
export function keepKey(key: string, kept_for: KeptFor): void {
  forgetKey();
  inMemory = key;
  try {
    globalThis[kept_for === 'tab' ? 'sessionStorage' : 'localStorage'].setItem(NAME, key);
  } catch {
    // It stays in memory.
  }
}
export function forgetKey(): void {
  inMemory = null;
  for (const place of ['sessionStorage', 'localStorage'] as const) {
    try {
      globalThis[place].removeItem(NAME);
    } catch {
      // Then nothing is there.
    }
  }
}
/** Calls `then` when another tab has signed in or out on this device. */
export function onKeyOfDevice(then: () => void): () => void {
  const listener = ({ key }: StorageEvent): void => {
    if (key !== NAME) return;
    inMemory = null;
    then();
  };
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}
function read(place: 'sessionStorage' | 'localStorage'): string | null {
  try {
    return globalThis[place].getItem(NAME);
  } catch {
    return null;
  }
}
