import { within } from './bounded-wait.js';

/** Asks by how many seconds in all the time limits of a running step were extended. */
export type AskExtension = () => Promise<number>;

const ANSWER_WITHIN_MS = 2_000;

/** The answer in seconds; 0 when there is none within 2 s, or none that can be used. Never rejects. */
export async function extensionSeconds(ask: AskExtension): Promise<number> {
  try {
    const seconds = await within(ANSWER_WITHIN_MS, ask());
    return seconds !== null && Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
  } catch {
    return 0;
  }
}
