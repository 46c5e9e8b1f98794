import { addressOfHost, isLinkLocal, isPublicAddress } from '#lib/public-address.ts';

const URL_MAX = 2_000;
/** Names that only mean something inside a network. */
const INSIDE = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|arpa)$/;

export type UrlProblem = 'not_an_address' | 'too_long' | 'credentials' | 'private';

/**
 * Why a webhook may not be sent to `url`, as far as its spelling tells, or null. What a name leads to is looked at when it is called. With `isOwnNetworkFine`
 * (`ALLOW_PRIVATE_WEBHOOKS`) addresses inside are let pass.
 */
export function whyNotUrl(url: string, isOwnNetworkFine: boolean): UrlProblem | null {
  if (url.length > URL_MAX) return 'too_long';
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname === '') return 'not_an_address';
  if (parsed.username !== '' || parsed.password !== '') return 'credentials';
  const address = addressOfHost(parsed.hostname);
  if (address !== null) return mayCall(address, isOwnNetworkFine) ? null : 'private';
  if (isOwnNetworkFine) return null;
  const name = parsed.hostname.replace(/\.$/, '');
  // A name without a dot is one of the network that this server stands in.
  return INSIDE.test(name) || !name.includes('.') ? 'private' : null;
}

/** Whether a webhook may go to an IP address. What is of the link alone it never reaches: clouds hand out secrets there. */
export function mayCall(address: string, isOwnNetworkFine: boolean): boolean {
  return isOwnNetworkFine ? !isLinkLocal(address) : isPublicAddress(address);
}
