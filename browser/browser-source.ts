/** A place where a Chromium may be found. */
export interface BrowserProgram {
  path: string;
  /** Beside the environment of this process: libraries and fonts that come with it. */
  env: Record<string, string>;
}
export interface BrowserSource {
  /** As it is named when none was found. */
  name: string;
  /** In the order in which they are tried; a text says why there is none. */
  find(): Promise<BrowserProgram[] | string>;
  /** A person named it: when it does not start, no other takes its place. */
  named?: boolean;
}
export const program = (path: string): BrowserProgram => ({ path, env: {} });
