/** What a handler asks of whoever calls it. Each handler declares it: one that does not keeps the server from starting. */
import { SetMetadata } from '@nestjs/common';
import type { AccessRole } from '../contracts/session.js';

export type Access = { kind: 'open' } | { kind: 'role'; role: AccessRole };
export const ACCESS = 'dynex:access';

/** For keys of this role, and of those above it. */
export const ForRole = (role: AccessRole) => SetMetadata(ACCESS, { kind: 'role', role } satisfies Access);
/** For everybody, with a key or without. */
export const OpenToAll = () => SetMetadata(ACCESS, { kind: 'open' } satisfies Access);
