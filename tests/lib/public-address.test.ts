import { expect, test } from 'vitest';
import { addressOfHost, isLinkLocal, isPublicAddress } from '#lib/public-address.ts';

test.each([
  '8.8.8.8',
  '200.147.3.157',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.0.1',
  '100.128.0.1',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a03:2880:f105:83:face:b00c:0:25de',
  '2001:4860:4860::8888',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '127.1',
  'localhost',
  '',
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  ['169.254.169.254', true],
  ['::ffff:169.254.169.254', true],
  ['fe80::1', true],
  ['fd00:ec2::254', true],
  ['192.168.0.1', false],
  ['name', false],
])('%s is of the link alone: %s', (address, is) => expect(isLinkLocal(address)).toBe(is));

test.each([
  ['example.com', null],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]', '::1'],
  ['[::ffff:7f00:1]', '::ffff:7f00:1'],
])('%s is the address %s', (host, address) => expect(addressOfHost(host)).toBe(address));
