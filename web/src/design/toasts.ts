/** Short messages about what was done, gone after some seconds. Refusals belong where the action was taken, not here. */
import { createStore } from './store.js';

export interface ShownToast {
  id: number;
  text: string;
}
const SHOWN_MS = 4_000;
export const toasts = createStore<readonly ShownToast[]>([]);
let last = 0;

export function toast(text: string): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get(), { id, text }]);
  setTimeout(() => toasts.set(toasts.get().filter((shown) => shown.id !== id)), SHOWN_MS);
}
