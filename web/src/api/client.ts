/** The platform, at the origin of the page. */
import { DynexClient } from '../../../src/client/dynex-client.js';

export const client = new DynexClient({ base_url: '' });
