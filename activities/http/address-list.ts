import { BlockList, isIP } from 'node:net';

/** A set of addresses and networks, written as a comma-separated list such as `169.254.10.0/24, fd00:ec2::254`. */
export class AddressList {
  private readonly ranges = new BlockList();

  /** @throws TypeError that quotes the first entry that is neither an address nor a network. */
  constructor(text: string, source: string) {
    for (const entry of text.split(',').map((part) => part.trim())) {
      if (entry !== '' && !this.add(entry)) {
        throw new TypeError(`${source}: '${entry}' is neither an IP address nor a network such as 169.254.10.0/24`);
      }
    }
  }

  has(address: string): boolean {
    const family = isIP(address);
    return family !== 0 && this.ranges.check(address, family === 6 ? 'ipv6' : 'ipv4');
  }

  private add(entry: string): boolean {
    const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const family = isIP(address);
    const bits = family === 6 ? 128 : 32;
    if (family === 0 || address.includes('%') || Number(prefix ?? bits) > bits) return false;
    this.ranges.addSubnet(address, Number(prefix ?? bits), family === 6 ? 'ipv6' : 'ipv4');
    return true;
  }
}
