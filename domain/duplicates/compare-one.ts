import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { phoneVariants } from '#lib/phone.ts';
import { escapeLike, foldForSearch } from '#lib/text.ts';
import { type Found, keepPairs } from './pairs.ts';
import { type Person, PUBLIC_DOMAINS, scorePair } from './rules.ts';

/** More than this are alike in one way: it says nothing, as in `BLOCKS`. */
const MAX = 20;

/**
 * Compares one contact with those that it may be the same person as, found by index, and keeps the pairs; those of before that nothing speaks
 * for any more go. A contact that is gone loses all but the dismissed ones. Returns whether there were any pairs before or after.
 */
export async function compareOne(db: Db, workspaceId: number, id: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    // A plan for these very words: how common they are decides.
    await tx.execute(sql`set local plan_cache_mode = force_custom_plan`);
    const [person] = await readPeople(tx, workspaceId, [id]);
    const sharing = person ? await sharingPhone(tx, workspaceId, id) : [];
    const alike = person ? await readPeople(tx, workspaceId, await alikeTo(tx, workspaceId, person)) : [];
    const found = person ? pairsOf(person, alike, sharing) : [];
    const gone = await tx.execute(sql`
      delete from duplicate_pairs
      where workspace_id = ${workspaceId} and (low_id = ${id} or high_id = ${id}) and dismissed_at is null`);
    await keepPairs(tx, { workspaceId, since: new Date() }, found);
    return found.length > 0 || gone.count > 0;
  });
}

function pairsOf(person: Person, alike: Person[], sharing: number[]): Found[] {
  const ids = (other: number) => ({ lowId: Math.min(person.id, other), highId: Math.max(person.id, other) });
  const found = alike.flatMap((other) => {
    const likeness = scorePair(person, other);
    return likeness ? [{ ...ids(other.id), ...likeness }] : [];
  });
  const shared = sharing.map((other) => ({ ...ids(other), reason: 'same_phone' as const, score: 0.99 }));
  return [...shared, ...found];
}

async function readPeople(tx: Tx, workspaceId: number, ids: number[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<Person>(sql`
    select id, name, phone, email, company from contacts
    where workspace_id = ${workspaceId} and id = any(${sql.param(ids)}::bigint[])`);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** Others that are known by another spelling of one of its phones. */
async function sharingPhone(tx: Tx, workspaceId: number, id: number): Promise<number[]> {
  const own = await tx.execute<{ value: string }>(sql`
    select value from contact_identities
    where workspace_id = ${workspaceId} and contact_id = ${id} and kind = 'phone'`);
  const spellings = own.flatMap(({ value }) => phoneVariants(value));
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct contact_id as id from contact_identities
    where workspace_id = ${workspaceId} and kind = 'phone' and value = any(${sql.param(spellings)}::text[])
      and contact_id <> ${id}`);
  return rows.map((row) => Number(row.id));
}

/** Ids of others that share a mark with it, by the index over all searchable text. */
async function alikeTo(tx: Tx, workspaceId: number, person: Person): Promise<number[]> {
  const ids = new Set<number>();
  for (const words of marks(person)) {
    const all = words.map((word) => sql`search like ${word}`);
    const rows = await tx.execute<{ id: string }>(sql`
      select id from contacts
      where workspace_id = ${workspaceId} and id <> ${person.id} and ${sql.join(all, sql` and `)}
      limit ${MAX}`);
    if (rows.length < MAX) for (const row of rows) ids.add(Number(row.id));
  }
  return [...ids];
}

/** What to look for: each a list of patterns that all must match. The same likenesses as `BLOCKS`. */
function marks({ name, phone, email, company }: Person): string[][] {
  const folded = foldForSearch(name);
  const words = folded.split(/\s+/).filter(Boolean);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const [user = '', domain = ''] = email?.toLowerCase().split('@') ?? [];
  const begins = (text: string) => `${escapeLike(text)}%`;
  const holds = (text: string) => `%${escapeLike(text)}%`;
  const ends = [begins(first.slice(0, 3)), holds(` ${last.slice(0, 3)}`)];
  const found: string[][] = [];
  if (phone && phone.length >= 10) found.push([holds(phone.slice(-8))]);
  if (user.length >= 3) found.push([holds(` ${user}@`)]);
  if (words.length < 2) return found;
  if (company) {
    const at = holds(foldForSearch(company));
    found.push([begins(folded), at], [...ends, at]);
  }
  if (domain && !PUBLIC_DOMAINS.includes(domain)) {
    const at = holds(`@${domain}`);
    found.push([begins(folded), at], [...ends, at]);
  }
  if (phone && phone.length >= 10 && folded.length >= 12) {
    const area = holds(` ${phone.slice(0, 4)}`);
    const allButEnd = folded.slice(0, folded.length - Math.max(last.length - 4, 0));
    found.push(
      [begins(allButEnd), area],
      [begins(first.slice(0, 3)), holds(folded.slice(first.length)), area],
    );
  }
  return found;
}
