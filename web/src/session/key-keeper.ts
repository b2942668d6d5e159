/** Keeps one API key: for the tab, or for the device until somebody signs out. */
export type KeptFor = 'tab' | 'device';
/** As sessionStorage and localStorage are; any call may throw in a browser that stores nothing. */
export interface TextStore {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}
/** Where a key is in a store. */
export const KEY_ITEM = 'dynex.key';

export class KeyKeeper {
  /** What cannot be stored is kept until the page is loaded again. */
  private inMemory: string | null = null;

  constructor(private readonly stores: Record<KeptFor, () => TextStore>) {}

  get(): string | null {
    return this.read('tab') ?? this.read('device') ?? this.inMemory;
  }
  keep(key: string, kept_for: KeptFor): void {
    this.forget();
    const isStored = this.tried(kept_for, (store) => store.setItem(KEY_ITEM, key));
    if (!isStored) this.inMemory = key;
  }
  forget(): void {
    this.inMemory = null;
    for (const place of ['tab', 'device'] as const) this.tried(place, (store) => store.removeItem(KEY_ITEM));
  }

  private read(place: KeptFor): string | null {
    let key: string | null = null;
    this.tried(place, (store) => (key = store.getItem(KEY_ITEM)));
    return key;
  }
  private tried(place: KeptFor, act: (store: TextStore) => void): boolean {
    try {
      act(this.stores[place]());
      return true;
    } catch {
      return false;
    }
  }
}
