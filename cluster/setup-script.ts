/** The scripts of docker/ that make databases and the namespace, run here as the containers run them. */
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../src/process/project-root.js';

const TIME_LIMIT_MS = 180_000;
/** The schema tool says every statement. */
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

export interface SetupScript {
  name: 'databases.sh' | 'namespace.sh';
  environment: Record<string, string>;
  /** Where the programs are that it calls. */
  folders: string[];
}
/** @throws Error with what the script said */
export async function runSetupScript({ name, environment, folders }: SetupScript): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { HOME, ...environment, PATH: [...folders, PATH].join(delimiter) };
  const options = { env, timeout: TIME_LIMIT_MS, maxBuffer: OUTPUT_LIMIT_BYTES };
  await promisify(execFile)('sh', [join(projectRoot(), 'docker', name)], options).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      throw new Error(`${name}: ${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
    },
  );
}
