import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactIdentities } from '#db/schema/contacts.ts';
import { createContact } from '#domain/contacts/create.ts';
import { moveIdentity } from '#domain/contacts/move-identity.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { updateContact } from '#domain/contacts/update.ts';
import type { DomainError } from '#domain/errors.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { contactRow, type Desk, identitiesOf, makeDesk, mergeAsNow, standingOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;

/** Everything that always holds, whatever was merged, split and moved. */
async function expectWhole(phones: string[]): Promise<void> {
  expect(await verify(db())).toEqual([]);
  const held = await db()
    .select({ value: contactIdentities.value })
    .from(contactIdentities)
    .where(and(eq(contactIdentities.workspaceId, desk.id), eq(contactIdentities.kind, 'phone')));
  expect(held.map(({ value }) => value).toSorted()).toEqual(phones.toSorted());
}

const merge = (intoId: number, fromId: number) => mergeAsNow(desk.admin, intoId, fromId);

type Step = { what: 'merge' | 'split' | 'move' | 'edit'; a: number; b: number };

test('random merges, splits, moves and edits keep every identity with one contact, and tallies exact', async () => {
  const step = fc.record({
    what: fc.constantFrom<Step['what']>('merge', 'merge', 'split', 'move', 'edit'),
    a: fc.nat(7),
    b: fc.nat(7),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      desk = await makeDesk(db());
      const ids: number[] = [];
      const phones = Array.from({ length: 6 }, (_, index) => `551191111000${index}`);
      for (const phone of phones) {
        const statusId = ids.length % 2 ? desk.novo : desk.contatado;
        const facts = { firstName: `P${ids.length}`, phone, statusId, originId: desk.google };
        ids.push((await createContact(desk.admin, facts)).id);
      }
      const before = await Promise.all(ids.map((id) => standingOf(desk.admin, id)));
      let isPlain = true;
      for (const { what, a, b } of steps) {
        const [one = 0, other = 0] = [ids[a % ids.length], ids[b % ids.length]];
        if (what === 'move' || what === 'edit') isPlain = false;
        await tryStep({ what, a: one, b: other }).catch((error: DomainError) => {
          expect(['not_found', 'invalid', 'in_use', 'stale']).toContain(error.code);
        });
      }
      await expectWhole(phones);
      await splitAll();
      await expectWhole(phones);
      if (isPlain) expect(await Promise.all(ids.map((id) => standingOf(desk.admin, id)))).toEqual(before);
    }),
    { numRuns: 8 },
  );
}, 120_000);

async function tryStep({ what, a, b }: Step): Promise<unknown> {
  if (what === 'merge') return merge(a, b);
  if (what === 'split') return splitContact(desk.admin, { mergeId: (await standingMerges(a))[0] ?? 1 });
  const version = (await contactRow(desk.admin, a))?.version ?? 1;
  if (what === 'edit') return updateContact(desk.admin, { id: a, version, company: `C${b}` });
  const [identity = ''] = await identitiesOf(desk.admin, a);
  const [kind, value] = identity.split(' ');
  return moveIdentity(desk.admin, { id: a, version, kind, value, toId: b });
}

async function standingMerges(intoId: number): Promise<number[]> {
  const rows = await db().execute<{ id: string }>(sql`
    select id from contact_merges where workspace_id = ${desk.id} and into_id = ${intoId} and split_at is null order by id`);
  return rows.map(({ id }) => Number(id));
}

/** Splits until nobody is merged, the last merges first; what would leave somebody nameless stays merged. */
async function splitAll(): Promise<void> {
  const rows = await db().execute<{ id: string }>(sql`
    select id from contact_merges where workspace_id = ${desk.id} and split_at is null order by id desc`);
  for (const { id } of rows) {
    await splitContact(desk.admin, { mergeId: Number(id) }).catch((error: DomainError) => {
      expect(['invalid', 'in_use']).toContain(error.code);
    });
  }
}
