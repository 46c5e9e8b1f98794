import { createHash, randomBytes } from 'node:crypto';

/** A new opaque secret for a cookie or a link: 32 random bytes, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: its SHA-256, hex. A stolen backup opens no session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
