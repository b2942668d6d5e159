/** A link to what not every role may do; to the others it is a button that says why not. */
import { Button } from '../design/button.js';
import { ButtonLink, type ButtonLinkProps } from '../design/button-link.js';
import type { Capability } from './permission.js';
import { useRefusal } from './use-session.js';

export function GuardedLink({ needs, ...link }: ButtonLinkProps & { needs: Capability }) {
  const refusal = useRefusal(needs);
  if (refusal === null) return <ButtonLink {...link} />;
  const { kind = 'plain', size = 'usual', icon, children } = link;
  return (
    <Button refusal={refusal} kind={kind} size={size} {...(icon && { icon })}>
      {children}
    </Button>
  );
}
