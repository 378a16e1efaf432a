import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Networks that may be reached though they are private, as `10.1.0.0/16`. */
export type AllowedNetworks = readonly string[];

/** Finds the addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Where a message goes: the address that was checked, and no other. */
export interface Destination {
  readonly address: string;
  readonly family: 4 | 6;
}

/** The network that a setting names. @throws Error when it names none */
export const parseNetwork = (text: string): [address: ReturnType<typeof ipaddr.parse>, bits: number] =>
  text.includes('/') ? ipaddr.parseCIDR(text) : [ipaddr.parse(text), ipaddr.parse(text).kind() === 'ipv4' ? 32 : 128];

const isAllowed = (address: ReturnType<typeof ipaddr.parse>, networks: AllowedNetworks): boolean =>
  networks.map(parseNetwork).some(([network, bits]) => network.kind() === address.kind() && address.match(network as never, bits));

/**
 * Whether an address is one of the open net, or of an allowed network. An IPv4 address in IPv6's clothes is
 * taken for what it is; private, local, shared, test and tunnelled ranges are none of the open net.
 */
export const mayReach = (text: string, networks: AllowedNetworks): 'OPEN' | 'ALLOWED' | undefined => {
  const address = ipaddr.process(text);
  if (isAllowed(address, networks)) return 'ALLOWED';
  return address.range() === 'unicast' ? 'OPEN' : undefined;
};

/** The host of a URL without the brackets that an IPv6 address has there. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/**
 * The one address that a message to this URL goes to; none if any of the host's is refused. Plain HTTP is
 * for allowed networks only.
 */
export const destinationOf = async (url: URL, networks: AllowedNetworks, resolve: Resolve = systemResolve): Promise<Destination | undefined> => {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolve(host);
  const verdicts = addresses.map((address) => mayReach(address, networks));
  const [address] = addresses;
  if (address === undefined || verdicts.includes(undefined)) return undefined;
  if (url.protocol !== 'https:' && verdicts.includes('OPEN')) return undefined;
  return { address, family: isIP(address) === 6 ? 6 : 4 };
};
