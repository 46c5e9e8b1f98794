import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { getImport } from '#domain/imports/get.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { countContacts, csv, makeImportWorld, plan, upload } from '../../support/import-file.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';

const { db, url } = useDatabase();

/** So many rows are written in one transaction; the next ones by another writer at the same time. */
const BATCH = 5_000;
const ANA = { firstName: 'Ana', phone: '11912345678', email: 'ana@x.com' };

/** The first row of one batch says Ana's phone, the first of the next her e-mail: nothing in the file shows that they are one. */
const crossing = csv(
  ['Nome', 'Telefone', 'E-mail', 'Empresa'],
  ['Ana', '551112345678', '', 'Da primeira'],
  ...Array.from({ length: BATCH - 1 }, (_, index) => ['P', `119${20_000_000 + index}`, '', '']),
  ['Ana', '', 'ANA@X.com', 'Da segunda'],
);

/** Which rows became what of the contact, and what it says. */
async function outcomesAbout(contactId: number) {
  return db().execute<Record<string, unknown>>(sql`
    select o.number, o.outcome, o.reason, c.company, c.version
    from import_outcomes o join contacts c on c.id = o.contact_id where c.id = ${contactId} order by o.number`);
}

describe('two rows in different batches that lead to one contact by phone and by e-mail', () => {
  test('known at the check: the second is a duplicate, and finds what the first wrote', async () => {
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const ana = await createContact(ctx, { ...ANA, originId });
    const id = await upload(shop, ctx, crossing);
    const checked = await plan(shop, ctx, id, { originId });
    expect(checked.forecast).toMatchObject({
      counts: { created: BATCH - 1, updated: 1, unchanged: 0, duplicate: 1, rejected: 0 },
      problems: [{ outcome: 'duplicate', reason: 'same_contact', count: 1 }],
    });
    await startImport(ctx, { id });
    await workOffImports(shop);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'done', counts: checked.forecast?.counts });
    expect(await outcomesAbout(ana.id)).toEqual([
      { number: 1, outcome: 'updated', reason: null, company: 'Da primeira', version: 2 },
      { number: BATCH + 1, outcome: 'duplicate', reason: 'same_contact', company: 'Da primeira', version: 2 },
    ]);
    expect(await countContacts(ctx)).toBe(BATCH);
    expect(await verify(db())).toEqual([]);
  }, 60_000);

  test('arisen since the check, both writers at it at once: one writes, the other decides anew', async () => {
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const id = await upload(shop, ctx, crossing);
    const checked = await plan(shop, ctx, id, { originId });
    expect(checked.forecast).toMatchObject({ counts: { created: BATCH + 1 }, problems: [] });
    const ana = await createContact(ctx, { ...ANA, originId });
    await startImport(ctx, { id });
    // Both have decided to change her as she is now, and wait for who holds her.
    const holding = await heldOpen(ctx, (tx) =>
      tx.db.execute(sql`select from contacts where id = ${ana.id} for update`),
    );
    const work = workOffImports(shop);
    await untilWaiting(db(), 2);
    await holding.release();
    await work;
    expect(await getImport(ctx, { id })).toMatchObject({
      state: 'done',
      counts: { created: BATCH - 1, updated: 1, unchanged: 0, duplicate: 1, rejected: 0 },
    });
    const about = await outcomesAbout(ana.id);
    expect(about.map(({ outcome }) => outcome).toSorted()).toEqual(['duplicate', 'updated']);
    const isFirst = about[0]?.outcome === 'updated';
    expect(about[0]).toMatchObject({ company: isFirst ? 'Da primeira' : 'Da segunda', version: 2 });
    expect(await countContacts(ctx)).toBe(BATCH);
    expect(await verify(db())).toEqual([]);
  }, 60_000);
});
