import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that a client's address stands for when its attempts are counted: an IPv4 address itself, the first 64 bits of an IPv6
 * address (what one household or machine is given), `1.2.3.4` for `::ffff:1.2.3.4`. Null for anything that is not an address.
 */
export function networkOf(address: string): string | null {
  const plain = address.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1');
  const withoutPort = /^\d+(\.\d+){3}:\d+$/.test(plain) ? plain.split(':')[0] : plain;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(withoutPort ?? '')?.[1] ?? withoutPort ?? '';
  if (isIPv4(mapped)) return mapped;
  const [bare = ''] = mapped.split('%');
  return isIPv6(bare) ? `${firstGroups(bare).join(':')}::/64` : null;
}

function firstGroups(address: string): string[] {
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  // A tail such as ::1.2.3.4 stands for two groups; they are the last ones and never counted here.
  const before = groups(head);
  const after = groups(tail.replace(/[\d.]+\.[\d.]+$/, '0:0'));
  const zeros = address.includes('::') ? Array(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
}
