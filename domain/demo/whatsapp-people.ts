import { createHash } from 'node:crypto';

/** Meta's id of a fictional person in the demo's business portfolio: the same for the same phone (E.164 digits), here and in the stand-in. */
export function demoUserId(phone: string): string {
  const hash = createHash('sha256').update(`person ${phone}`).digest('hex');
  return `BR.${BigInt(`0x${hash.slice(0, 14)}`)}`;
}
