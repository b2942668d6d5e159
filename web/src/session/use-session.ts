import type { Session } from '../../../src/contracts/session.js';
import { useStore } from '../design/store.js';
import { type Capability, refusalOf } from './permission.js';
import { sessionState } from './session-state.js';

/** Of a platform without keys. */
const EVERYBODY: Session = { authentication: 'none', actor: null, role: 'admin' };

/** Pages are shown only once it is known. */
export function useSession(): Session {
  const state = useStore(sessionState);
  return state.kind === 'known' ? state.session : EVERYBODY;
}
/** Why this person may not, in words; null where they may. */
export const useRefusal = (capability: Capability): string | null => refusalOf(useSession(), capability);
