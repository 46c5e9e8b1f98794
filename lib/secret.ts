import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const FORMAT = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret for the database: AES-256-GCM with a nonce of its own, as `v1.<base64url>`.
 *
 * @param key 32 bytes in base64, as `ENCRYPTION_KEY` is
 * @param purpose what the secret is for, such as "whatsapp-token:7"; opening it for another purpose fails
 */
export function seal(plain: string, key: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), nonce);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${FORMAT}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** A sealed secret could not be opened: another key, another purpose, or it was changed. */
export class SealError extends Error {
  override name = 'SealError';
}

/**
 * Opens what `seal` made with the same key and purpose.
 *
 * @throws SealError
 */
export function open(sealed: string, key: string, purpose: string): string {
  const [format, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (format !== FORMAT || bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealError('not a sealed secret');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(key, 'base64'),
    bytes.subarray(0, NONCE_BYTES),
  );
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return (
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch (cause) {
    throw new SealError('the secret does not open with this key', { cause });
  }
}
