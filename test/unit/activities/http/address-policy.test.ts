import { describe, expect, it } from '@jest/globals';
import { AddressList } from '../../../../activities/http/address-list.js';
import { AddressPolicy } from '../../../../activities/http/address-policy.js';
import { embeddedIPv4 } from '../../../../activities/http/ip-address.js';

const policy = (allowed = '') => new AddressPolicy(new AddressList(allowed, 'HTTP_REQUEST_ALLOW'));
const refusal = (address: string, allowed = '', host = 'service.example') => policy(allowed).refusal(host, address);

describe('addresses that may be called', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.8.0.1'],
    ['loopback', '::1'],
    ['private', '10.0.0.1'],
    ['private', '172.16.5.4'],
    ['private', '192.168.1.1'],
    ['shared', '100.64.0.1'],
    ['unique local', 'fd12:3456::1'],
    ['public', '93.184.216.34'],
    ['public', '2606:2800:220:1::1'],
    ['next to link-local', '169.253.255.255'],
    ['next to link-local', '169.255.0.0'],
    ['next to metadata', '100.100.100.201'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['NAT64 of a public one', '64:ff9b::5db8:d822'],
  ])('%s: %s', (_name, address) => expect(refusal(address)).toBeNull());
});

describe('addresses that are refused', () => {
  it.each([
    ['link-local', '169.254.0.1', 'a link-local address'],
    ['link-local', '169.254.255.255', 'a link-local address'],
    ['link-local', 'fe80::1', 'a link-local address'],
    ['link-local', 'febf::1', 'a link-local address'],
    ['link-local with its zone', 'fe80::1%eth0', 'a link-local address'],
    ['unspecified', '0.0.0.0', 'an unspecified address'],
    ['unspecified', '0.1.2.3', 'an unspecified address'],
    ['unspecified', '::', 'an unspecified address'],
    ['metadata', '169.254.169.254', 'a cloud metadata address'],
    ['metadata', '169.254.170.2', 'a cloud metadata address'],
    ['metadata', '100.100.100.200', 'a cloud metadata address'],
    ['metadata', 'fd00:ec2::254', 'a cloud metadata address'],
    ['metadata, written out', 'fd00:0ec2:0:0:0:0:0:0254', 'a cloud metadata address'],
    ['mapped', '::ffff:169.254.169.254', 'a cloud metadata address'],
    ['mapped, in hex', '::ffff:a9fe:a9fe', 'a cloud metadata address'],
    ['mapped unspecified', '::ffff:0.0.0.0', 'an unspecified address'],
    ['translated', '::ffff:0:100.100.100.200', 'a cloud metadata address'],
    ['compatible', '::169.254.169.254', 'a cloud metadata address'],
    ['NAT64', '64:ff9b::a9fe:a9fe', 'a cloud metadata address'],
    ['local NAT64', '64:ff9b:1::169.254.1.1', 'a link-local address'],
    ['6to4', '2002:a9fe:a9fe::1', 'a cloud metadata address'],
    ['Teredo server', '2001:0:a9fe:0101::1', 'a link-local address'],
    ['Teredo client', '2001:0:4136:e378:8000:63bf:5601:5601', 'a cloud metadata address'],
    ['ISATAP', '2001:db8::200:5efe:169.254.1.1', 'a link-local address'],
  ])('%s: %s', (_name, address, kind) => {
    const error = refusal(address);
    expect(error).toMatchObject({ type: 'address_refused', transient: false });
    expect(error?.message).toBe(`Address refused: service.example is ${address.replace(/%.*/, '')}, ${kind}`);
  });

  it.each(['metadata.google.internal', 'METADATA.google.internal.', 'metadata', 'instance-data.ec2.internal'])(
    'the metadata host %s, whatever it resolves to',
    (host) =>
      expect(refusal('10.0.0.1', '', host)?.message).toBe(
        `Address refused: ${host} is 10.0.0.1, a cloud metadata host`,
      ),
  );

  it.each(['', 'localhost', '127.1'])('what is no address: %p', (address) =>
    expect(refusal(address)?.message).toContain('which is no IP address'),
  );
});

describe('the list of allowed addresses', () => {
  it.each([
    ['an address', '169.254.10.1', '169.254.10.1'],
    ['a network', '169.254.10.1', '10.0.0.0/8, 169.254.10.0/24'],
    ['an IPv6 address', 'fd00:ec2::254', 'fd00:ec2::254'],
    ['an IPv6 network', 'fe80::7', 'fe80::/10'],
    ['the address inside another', '64:ff9b::a9fe:a01', '169.254.10.1'],
    ['the mapped form', '::ffff:169.254.10.1', '169.254.10.1'],
  ])('lifts the refusal of %s', (_name, address, allowed) => expect(refusal(address, allowed)).toBeNull());

  it('lifts that of a metadata host by its address', () =>
    expect(refusal('169.254.169.254', '169.254.169.254', 'metadata.google.internal')).toBeNull());

  it('lifts no other', () => {
    expect(refusal('169.254.11.1', '169.254.10.0/24')).not.toBeNull();
    expect(refusal('2001:0:a9fe:0a01:8000:63bf:5601:5601', '169.254.10.1')).not.toBeNull();
    expect(refusal('10.0.0.1', '169.254.169.254', 'metadata')).not.toBeNull();
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0', 'fe80::1%eth0', '::/129', '10.0.0.0/x', '1.2.3.4/8/8'])(
    'cannot have %s',
    (entry) =>
      expect(() => policy(`10.0.0.1,, ${entry}`)).toThrow(
        `HTTP_REQUEST_ALLOW: '${entry}' is neither an IP address nor a network such as 169.254.10.0/24`,
      ),
  );

  it('has no text that is no address', () => expect(new AddressList('10.0.0.1', 'x').has('host')).toBe(false));
});

it('an IPv4 address carries no other', () => expect(embeddedIPv4('169.254.169.254')).toEqual([]));
