/** The platform, at the origin of the page, asked with the key of this browser. */
import { DynexClient } from '../../../src/client/dynex-client.js';
import { keptKey } from '../session/kept-key.js';
import { askSession, keyRefused } from '../session/session-state.js';

/** What any answer says of the key is heard, whoever asked: that it is refused, or that its role is not what it was. */
const attentiveFetch: typeof fetch = async (...request) => {
  const key = keptKey.get();
  const response = await fetch(...request);
  if (response.status === 401) keyRefused(key);
  else if (response.status === 403) void askSession();
  return response;
};
export const client = new DynexClient({ base_url: '', api_key: () => keptKey.get(), fetch: attentiveFetch });
