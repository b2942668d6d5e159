import dns, { type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type { AddressPolicy } from './address-policy.js';
import { bareAddress } from './ip-address.js';

type Resolved = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
/** dns.lookup with `all: true`. */
export type Resolve = (hostname: string, options: LookupAllOptions, callback: Resolved) => void;

export interface GuardOptions {
  /** Asked at each connection, so the policy may change while the process runs. */
  policy: () => AddressPolicy;
  /** Default dns.lookup. */
  resolve?: Resolve | undefined;
}

/**
 * A pool of HTTP connections of which none leads to a refused address. Checked are a literal before connecting, every
 * address that a name resolves to in the very lookup that the connection uses, and the connected peer.
 * The attempt's own deadline stands in place of undici's header and body time-outs.
 */
export function guardedDispatcher({ policy, resolve = dns.lookup }: GuardOptions): Dispatcher {
  const connect = buildConnector({ lookup: guardedLookup(policy, resolve) });
  const guardedConnect: buildConnector.connector = (options, callback) => {
    const refusal = literalRefusal(policy, options.hostname);
    if (refusal) callback(refusal, null);
    else connect(options, checkedPeer(policy, options.hostname, callback));
  };
  return new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: guardedConnect });
}

function literalRefusal(policy: () => AddressPolicy, hostname: string): Error | null {
  const literal = bareAddress(hostname);
  return literal === null ? null : safely(() => policy().refusal(hostname, literal));
}

/** Hands a socket over only when its peer may be called; nothing has been sent on it yet. */
function checkedPeer(
  policy: () => AddressPolicy,
  hostname: string,
  callback: buildConnector.Callback,
): buildConnector.Callback {
  return (...[error, socket]) => {
    if (error) return callback(error, null);
    const refusal = safely(() => policy().refusal(hostname, socket.remoteAddress ?? ''));
    if (!refusal) return callback(null, socket);
    socket.destroy();
    callback(refusal, null);
  };
}

function guardedLookup(policy: () => AddressPolicy, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refusal = error ?? safely(() => firstRefusal(policy(), hostname, addresses));
      const [first] = addresses ?? [];
      if (refusal || !first) return callback(refusal ?? notFound(hostname), '', 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function firstRefusal(policy: AddressPolicy, hostname: string, addresses: LookupAddress[]): Error | null {
  return addresses.map(({ address }) => policy.refusal(hostname, address)).find((refusal) => refusal !== null) ?? null;
}

/** A policy that cannot be read refuses. */
function safely(check: () => Error | null): Error | null {
  try {
    return check();
  } catch (error) {
    return error as Error;
  }
}

const notFound = (hostname: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
