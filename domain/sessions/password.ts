import { hash, verify } from '@node-rs/argon2';

// argon2id with OWASP's first choice of costs (Password Storage Cheat Sheet, 2024): 19 MiB, 2 passes, 1 lane. The package's
// names for the algorithms are a const enum, which the compiler does not inline across files: 2 is argon2id.
const COSTS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password nobody knows, at the same costs: unknown people take as long to refuse as known ones. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$/idB1f26t4ht5b2Xex2Reg$sRDsEUPVokvcS4glrIYS0XhSAClAgzIIk0ui9Ea0IFU';

/** What the database keeps of a password: an argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), COSTS);
}

/** Whether `password` is the one behind `stored`. Without a hash it takes the same time, and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODYS_HASH, canonical(password));
  return matches && stored !== null;
}

/** "ç" is one letter or two, depending on the keyboard: both are the same password. */
function canonical(password: string): string {
  return password.normalize('NFC');
}
