/**
 * Which addresses http.request may call. Loopback and private networks are allowed: operators call their own
 * services. Refused are those that only ever lead to the machine's own surroundings.
 */
import { PermanentError } from '../errors.js';
import { AddressList } from './address-list.js';
import { bareAddress, embeddedIPv4 } from './ip-address.js';

const REFUSED: [string, AddressList][] = [
  // Before link-local, which contains some of them: the more telling name first.
  [
    'a cloud metadata address',
    new AddressList(
      '169.254.169.254, 169.254.170.2, 169.254.170.23, 100.100.100.200, 168.63.129.16, 192.0.0.192, ' +
        'fd00:ec2::254, fd00:ec2::23, fd20:ce::254',
      'metadata',
    ),
  ],
  ['a link-local address', new AddressList('169.254.0.0/16, fe80::/10', 'link-local')],
  ['an unspecified address', new AddressList('0.0.0.0/8, ::', 'unspecified')],
];
const METADATA_HOSTS = new Set([
  ...['metadata', 'metadata.google.internal', 'metadata.goog', 'metadata.azure.internal', 'metadata.azure.com'],
  ...['metadata.tencentyun.com', 'instance-data', 'instance-data.ec2.internal'],
]);

const refusedKind = (address: string): string | null =>
  REFUSED.find(([, addresses]) => addresses.has(address))?.[0] ?? null;

/** Refuses an address unless the operator's list has it. */
export class AddressPolicy {
  constructor(private readonly allowed: AddressList) {}

  /**
   * @param host the name or literal that was called; @param address what it resolved to.
   * @returns the refusal, or null where the address may be called.
   */
  refusal(host: string, address: string): PermanentError | null {
    const bare = bareAddress(address);
    if (bare === null) return refused(host, `'${address}', which is no IP address`);
    if (this.allowed.has(bare)) return null;
    const kind = isMetadataHost(host) ? 'a cloud metadata host' : this.refusedKind(bare);
    return kind === null ? null : refused(host, `${bare}, ${kind}`);
  }

  private refusedKind(address: string): string | null {
    const meant = [address, ...embeddedIPv4(address)].filter((candidate) => !this.allowed.has(candidate));
    return meant.map(refusedKind).find((kind) => kind !== null) ?? null;
  }
}

function refused(host: string, what: string): PermanentError {
  return new PermanentError(`Address refused: ${host} is ${what}`, { type: 'address_refused' });
}

function isMetadataHost(host: string): boolean {
  return METADATA_HOSTS.has(host.toLowerCase().replace(/\.$/, ''));
}
