/** Whose key is in use, what it may do, and the way out. Nothing of it is shown on a platform without keys. */
import { Button } from '../design/button.js';
import { ROLE_WORDS } from '../session/permission.js';
import { signOut } from '../session/session-state.js';
import { useSession } from '../session/use-session.js';
import './session-owner.css';

export function SessionOwner() {
  const { authentication, actor, role } = useSession();
  if (authentication === 'none') return null;
  return (
    <section className="session-owner" aria-label="Your key">
      <p className="session-owner-name" title={`Key ${actor}`}>
        {actor}
      </p>
      <p className="session-owner-role">
        {role}
        <span className="session-owner-may">: {ROLE_WORDS[role]}</span>
      </p>
      <Button size="small" onClick={signOut}>
        Sign out
      </Button>
    </section>
  );
}
