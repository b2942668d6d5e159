/** A button for what not every role may do: to the others it says why not. */
import { Button, type ButtonProps } from '../design/button.js';
import type { Capability } from './permission.js';
import { useRefusal } from './use-session.js';

export function GuardedButton({ needs, ...button }: ButtonProps & { needs: Capability }) {
  return <Button refusal={useRefusal(needs)} {...button} />;
}
