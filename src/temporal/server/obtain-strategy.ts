/** One way to a Temporal CLI. The ways are tried in their order, and each that fails says why in one clause. */
export interface ObtainStrategy {
  source: TemporalCliSource;
  /** Makes a file in the cache: done by one process at a time. */
  makes: boolean;
  obtain(context: ObtainContext): Promise<ObtainResult>;
}
export interface ObtainContext {
  env: NodeJS.ProcessEnv;
  progress(line: string): void;
  signal?: AbortSignal | undefined;
}
export type TemporalCliSource = 'path' | 'cache' | 'download' | 'go-build';
export type ObtainResult = { kind: 'found'; path: string } | { kind: 'unavailable'; reason: string };
