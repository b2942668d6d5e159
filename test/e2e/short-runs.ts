/** Starts executions whose workflow goes on in a new run after a few steps: REST has no setting for that. */
import { FunctionRegistry } from '../../activities/function-registry.js';
import { shippedPacks } from '../../activities/shipped-packs.js';
import { readConfiguration } from '../../src/configuration.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { NO_TRACING } from '../../src/tracing/tracing.js';
import { assembleParts, type PlatformParts } from '../../src/platform-parts.js';
import type { ServerAddresses } from './split-platform.js';

/** Events of Temporal's history after which a run hands over. */
const HISTORY_LIMIT = 60;

/** Works beside a running platform, on its servers. Resolves to the ids of the executions, one for each input. */
export async function startShortRuns(
  { DATABASE_URL, TEMPORAL_ADDRESS }: ServerAddresses,
  deliverable_type: string,
  inputs: JsonObject[],
): Promise<string[]> {
  const closing = new AbortController();
  const registry = new FunctionRegistry(shippedPacks);
  const addresses = { databaseUrl: DATABASE_URL, temporalAddress: TEMPORAL_ADDRESS, temporalUi: null };
  const parts = assembleParts(
    readConfiguration({}),
    registry,
    addresses,
    { tracing: NO_TRACING, sdkMetricsUrl: null },
    closing.signal,
  );
  try {
    return await Promise.all(inputs.map((input_data) => startOne(parts, deliverable_type, input_data)));
  } finally {
    closing.abort();
    await parts.connection.close();
    await parts.database.close();
  }
}
async function startOne(
  { preparation, store, workflows }: PlatformParts,
  deliverable_type: string,
  input_data: JsonObject,
): Promise<string> {
  const startable = await preparation.startable(deliverable_type, null);
  const asked = { input_data, user_id: null, context: {}, version: null, options: {} };
  const request = { ...preparation.requestFor(startable, asked), history_limit: HISTORY_LIMIT };
  await store.insert(request, null);
  await workflows.start(request);
  return request.execution_id;
}
