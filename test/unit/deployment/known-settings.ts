/** The names of the environment variables that the platform reads its settings from. */
import { readConfiguration } from '../../../src/configuration.js';

/** Those that are looked up as the configuration is read. */
export function knownSettings(): Set<string> {
  const names = new Set<string>();
  const environment = new Proxy<NodeJS.ProcessEnv>({}, { get: (_, name) => void names.add(String(name)) });
  readConfiguration(environment);
  return names;
}
