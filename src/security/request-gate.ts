/**
 * What every request passes before anything of it is read, upgrades to WebSockets too: its Host, its Origin, who sends it,
 * and how often. The AccessGuard has the last word: a request that gets here without an identity gets no further than to
 * what is open to all.
 */
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ipKeyGenerator } from 'express-rate-limit';
import { TEMPORAL_UI, type TemporalUi } from '../executions/temporal-ui.js';
import { ACCESS_RULES, type AccessRules } from './access-rules.js';
import type { ApiKey } from './api-key.js';
import { type Credentials, credentialsOf } from './credentials.js';
import { checkHost, type HostRule } from './host-check.js';
import { ANYBODY } from './identity.js';
import type { KeyRing } from './key-ring.js';
import { type Caller, checkOrigin } from './origin-check.js';
import { RateLimit } from './rate-limit.js';
import { unauthenticated } from './refusal.js';
import { clientAddress, pathOf } from './request-address.js';
import { StreamTickets } from './stream-tickets.js';

const CODEC = /^\/api\/v1\/codec\//i;
/** Below these nothing is open to all; preflights are answered before. */
const CLOSED = /^\/(api|metrics)(\/|$)/i;
const SESSION = /^\/api\/v1\/session\/?$/i;
const SEND_A_KEY = 'send one as Authorization: Bearer dynex_…';

@Injectable()
export class RequestGate implements OnApplicationShutdown {
  private readonly requests: RateLimit;
  private readonly failures: RateLimit;
  private readonly hosts: HostRule;
  private readonly origins: ReadonlySet<string>;

  constructor(
    @Inject(ACCESS_RULES) private readonly rules: AccessRules,
    @Inject(TEMPORAL_UI) private readonly ui: TemporalUi,
    private readonly tickets: StreamTickets,
  ) {
    const { keys, allowedHosts, allowedOrigins, requestsPerMinute, failuresPerMinute } = rules;
    this.hosts = { allowed: keys !== null && allowedHosts.length === 0 ? null : new Set(allowedHosts) };
    this.origins = new Set(allowedOrigins);
    this.requests = new RateLimit(requestsPerMinute, `More than ${requestsPerMinute} requests in a minute`);
    this.failures = new RateLimit(
      failuresPerMinute,
      `More than ${failuresPerMinute} requests without a good API key in a minute`,
    );
  }
  onApplicationShutdown(): void {
    this.requests.end();
    this.failures.end();
  }
  /** Whether the server was called by one of its names, and by a page that may. @throws Refusal 421, 403 */
  check(request: IncomingMessage): Caller {
    const { host, origin } = request.headers;
    checkHost(this.hosts, { host, address: request.socket.localAddress });
    return checkOrigin({ host, origin }, (page) => this.isAllowed(page, request));
  }
  /** Sets the request's identity. @throws Refusal 401, 429; what the database throws when a ticket is looked for */
  async identify(request: IncomingMessage): Promise<void> {
    const { keys } = this.rules;
    if (keys === null) request.identity = ANYBODY;
    else await this.prove(request, keys);
  }

  private isAllowed(page: string, request: IncomingMessage): boolean {
    return this.origins.has(page) || (CODEC.test(pathOf(request)) && this.ui.isOrigin(page));
  }
  private async prove(request: IncomingMessage, keys: KeyRing): Promise<void> {
    const client = ipKeyGenerator(clientAddress(request) ?? '');
    if (!CLOSED.test(pathOf(request))) return this.requests.count(`address ${client}`);
    const key = await this.keyOf(request, keys, client);
    request.identity = { key, role: key.role };
    await this.requests.count(`key ${key.id}`);
  }
  /** Who was found good before is not held up by what others send from the same address. */
  private async keyOf(request: IncomingMessage, keys: KeyRing, client: string): Promise<ApiKey> {
    const credentials = credentialsOf(request);
    const known = credentials.kind === 'key' ? keys.recall(credentials.key) : null;
    if (known) return known;
    await this.failures.check(client);
    const found = await this.find(credentials, keys);
    if (found) return found;
    await this.failures.count(client);
    const audited = credentials.kind !== 'none' || !SESSION.test(pathOf(request));
    throw unauthenticated(REASONS[credentials.kind], { audited });
  }
  private async find(credentials: Credentials, keys: KeyRing): Promise<ApiKey | null> {
    switch (credentials.kind) {
      case 'key':
        return keys.verify(credentials.key);
      case 'ticket': {
        const id = await this.tickets.take(credentials.ticket);
        return id === null ? null : keys.find(id);
      }
      case 'unreadable':
      case 'none':
        return null;
      default:
        return credentials satisfies never;
    }
  }
}
const REASONS: Record<Credentials['kind'], string> = {
  key: 'This API key is not good, or not any more: ask for another one',
  ticket: 'This ticket is not good: each opens one stream within 30 s; get another from POST /api/v1/stream-tickets',
  unreadable: `The Authorization header has no API key: ${SEND_A_KEY}`,
  none: `This server needs an API key: ${SEND_A_KEY}`,
};
