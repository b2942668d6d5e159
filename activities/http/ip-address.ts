import { isIP, isIPv4 } from 'node:net';

/** A literal address without the brackets and the zone that URLs and systems put around it; null for anything else. */
export function bareAddress(host: string): string | null {
  const bare = host.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return isIP(bare) === 0 ? null : bare;
}

/**
 * The IPv4 addresses that an IPv6 address carries inside: mapped (::ffff:0:0/96), translated (::ffff:0:0:0/96),
 * compatible (::/96), NAT64 (64:ff9b::/96 and 64:ff9b:1::/48, RFC 6052 and 8215), 6to4 (2002::/16, RFC 3056), Teredo
 * (2001::/32, RFC 4380: server, and client with its bits inverted) and ISATAP (…:5efe:a.b.c.d, RFC 5214).
 */
export function embeddedIPv4(address: string): string[] {
  if (isIP(address) !== 6) return [];
  const bytes = ipv6Bytes(address);
  return CARRIERS.filter(({ carries }) => carries(bytes)).flatMap(({ extract }) => extract(bytes));
}

interface Carrier {
  carries: (bytes: DataView) => boolean;
  extract: (bytes: DataView) => string[];
}
/** The address begins with these groups of 16 bits. */
const startsWith =
  (...groups: number[]) =>
  (bytes: DataView): boolean =>
    groups.every((group, index) => bytes.getUint16(2 * index) === group);
/** The four bytes from this one on, each combined with `mask` by exclusive or. */
const at =
  (offset: number, mask = 0) =>
  (bytes: DataView): string[] => [[0, 1, 2, 3].map((index) => bytes.getUint8(offset + index) ^ mask).join('.')];

const isCompatible = (bytes: DataView): boolean => startsWith(0, 0, 0, 0, 0, 0)(bytes) && bytes.getUint8(12) > 0;
const isIsatap = (bytes: DataView): boolean =>
  bytes.getUint16(10) === 0x5efe && [0, 0x0200].includes(bytes.getUint16(8));

const CARRIERS: Carrier[] = [
  { carries: startsWith(0, 0, 0, 0, 0, 0xffff), extract: at(12) },
  { carries: startsWith(0, 0, 0, 0, 0xffff, 0), extract: at(12) },
  { carries: isCompatible, extract: at(12) },
  { carries: startsWith(0x64, 0xff9b, 0, 0, 0, 0), extract: at(12) },
  { carries: startsWith(0x64, 0xff9b, 1), extract: at(12) },
  { carries: startsWith(0x2002), extract: at(2) },
  { carries: startsWith(0x2001, 0), extract: (bytes) => [...at(4)(bytes), ...at(12, 0xff)(bytes)] },
  { carries: isIsatap, extract: at(12) },
];

/** The sixteen bytes of a valid IPv6 address. */
function ipv6Bytes(address: string): DataView {
  const [before = [], after = []] = address.split('::').map(groups);
  const bytes = new DataView(new ArrayBuffer(16));
  before.forEach((group, index) => bytes.setUint16(2 * index, group));
  after.forEach((group, index) => bytes.setUint16(16 - 2 * (after.length - index), group));
  return bytes;
}

function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => (isIPv4(part) ? quadGroups(part) : [parseInt(part, 16)]));
}

function quadGroups(quad: string): number[] {
  const bytes = new DataView(Uint8Array.from(quad.split('.'), Number).buffer);
  return [bytes.getUint16(0), bytes.getUint16(2)];
}
