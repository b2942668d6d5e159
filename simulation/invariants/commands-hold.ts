import type { Invariant, Observed } from './invariant.js';

/** A failure ends what is paused too. */
const isFailedFast = ({ plan, state }: Observed): boolean =>
  plan.execution.failure_policy === 'fail_fast' &&
  state().status === 'failed' &&
  state().error?.step_number !== undefined;

export const commandsHold: Invariant = {
  rule: 'what was decided by a command is what happens',
  closed: (observed) => {
    const { ledger, state, world } = observed;
    const asked = ledger.commands.flatMap((command) => (command.kind === 'extend_timeout' ? [command.seconds] : []));
    const given = world.extended.map(({ seconds }) => seconds);
    if (asked.join() !== given.join())
      return `more time was asked for (${asked.join()} s) and given (${given.join()} s)`;
    const { status, error } = state();
    if (ledger.cancelled || (status === 'failed' && error?.type === 'timeout')) return null;
    if (ledger.paused && !isFailedFast(observed)) return `it is paused, and ended as ${status}`;
    const has = (kind: string) => ledger.commands.some((command) => command.kind === kind);
    if (has('approve') && status !== 'completed') return `approved, and ended as ${status}`;
    return has('reject') && status !== 'rejected' ? `rejected, and ended as ${status}` : null;
  },
};
