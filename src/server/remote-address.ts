import { isIPv6 } from 'node:net';

/** An address in full form; of IPv6 the half that one subscriber has: everybody has the other half to spend. */
const counted = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(8 - front.length - back.length, 0);
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back];
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
};

/**
 * Whose address a request counts for. Every proxy appends the address it was called from, so with `hops` trusted
 * proxies the caller's stands that many places from the end; what stands before it anybody may have written.
 */
export const remoteAddress = (socketAddress: string | undefined, forwardedFor: string | null, hops: number): string => {
  const chain = (forwardedFor ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  const address = hops > 0 ? (chain.at(-hops) ?? socketAddress) : socketAddress;
  return counted((address ?? 'unknown').slice(0, 60));
};
