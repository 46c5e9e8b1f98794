import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { eraseContact as eraseFrom } from '#domain/privacy/erase.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, talliesOf } from '../contacts/support.ts';
import { fillRest, findEverywhere } from './support.ts';

const { db } = useDatabase();
/** No uploads lie there. */
const eraseContact = (ctx: Ctx, input: unknown) => eraseFrom(ctx, input, '.tmp/no-uploads');
let desk: Desk;
/** Somebody else, who stays as they are. */
let otherId: number;

beforeAll(async () => {
  desk = await makeDesk(db());
  const { novo: statusId, whatsapp: originId } = desk;
  // As the product does it: contact and event at the same instant.
  otherId = await inTransaction(desk.admin, (tx) =>
    makeContact(tx, { statusId, originId, firstName: 'Outra', lastName: 'Pessoa' }),
  );
});

let made = 0;

/** A contact whose every fact holds a canary, written as staff writes: by the form, then edited and moved. */
async function makeCanary() {
  const tag = `canario${++made}x`;
  const phone = `1198888${String(1000 + made)}`;
  const first = await createContact(desk.admin, {
    firstName: `${tag}antes`,
    lastName: `${tag}sobrenome`,
    phone: `1197777${String(1000 + made)}`,
    email: `${tag}@velho.example`,
    originId: desk.whatsapp,
  });
  const edited = await updateContact(desk.sales, {
    id: first.id,
    version: first.version,
    firstName: `${tag}nome`,
    phone,
    email: `${tag}@novo.example`,
    company: `${tag} Ltda`,
    website: `https://${tag}.example`,
    notes: `nota com ${tag}`,
  });
  const moved = await moveToStatus(desk.sales, { ...edited, statusId: desk.contatado });
  const texts = [tag, phone, `1197777${String(1000 + made)}`];
  return { id: first.id, version: moved.version, name: `${tag}nome ${tag}sobrenome`, tag, phone, texts };
}

describe('the canary: what is erased is found nowhere', () => {
  test('a contact in the list', async () => {
    const canary = await makeCanary();
    await fillRest(desk, canary, otherId);
    const before = await talliesOf(desk.admin);
    expect((await findEverywhere(db(), canary.texts)).toSorted()).toEqual([
      'public.bulk_changes',
      'public.consents',
      'public.contact_events',
      'public.contact_identities',
      'public.contact_merges',
      'public.contacts',
      'public.field_values',
      'public.import_facts',
      'public.import_outcomes',
      'public.import_rows',
      'public.imports',
      'public.segments',
      'public.views',
      'public.workspace_events',
    ]);
    const erased = await eraseContact(desk.admin, { id: canary.id, name: canary.name });
    expect(erased).toEqual({ contacts: 2, importRows: 4 });
    expect(await findEverywhere(db(), canary.texts)).toEqual([]);
    const after = { ...before, [desk.contatado]: (before[desk.contatado] ?? 0) - 1 };
    expect(await talliesOf(desk.admin)).toEqual(after);
    expect(await verify(db())).toEqual([]);
  });

  test('a contact in the trash, which then cannot come back', async () => {
    const canary = await makeCanary();
    await deleteContact(desk.admin, canary);
    expect(await findEverywhere(db(), canary.texts)).toContain('public.contact_trash');
    await eraseContact(desk.admin, { id: canary.id, name: canary.name });
    expect(await findEverywhere(db(), canary.texts)).toEqual([]);
    await refused(restoreContact(desk.admin, { id: canary.id }), 'not_found');
    expect(await verify(db())).toEqual([]);
  });
});

describe('what stays', () => {
  test('history without the person: who moved it from where to where, when', async () => {
    const canary = await makeCanary();
    const before = await contactEventsOf(desk.admin, canary.id);
    await eraseContact(desk.admin, { id: canary.id, name: canary.name });
    const after = await contactEventsOf(desk.admin, canary.id);
    expect(
      after.slice(0, before.length).map(({ id, kind, at, actorId }) => ({ id, kind, at, actorId })),
    ).toEqual(before.map(({ id, kind, at, actorId }) => ({ id, kind, at, actorId })));
    const moves = (events: typeof before) => events.filter(({ kind }) => kind === 'contact.status_changed');
    expect(moves(after)).toEqual(moves(before));
    expect(after.at(-1)).toMatchObject({
      kind: 'contact.erased',
      before: { statusId: desk.contatado, originId: desk.whatsapp, ownerId: null },
      after: null,
      changeId: null,
    });
  });

  test('other people, also their rows of the same file, and a checked row that is now rejected', async () => {
    const rows = await db().execute<{
      number: number;
      cells: string[];
      outcome: string | null;
      reason: string | null;
    }>(sql`
      select r.number, r.cells, o.outcome, o.reason from import_rows r
      left join import_outcomes o on o.workspace_id = r.workspace_id and o.import_id = r.import_id and o.number = r.number
      where r.workspace_id = ${desk.id} order by r.number`);
    expect(
      rows.map(({ number, cells, outcome, reason }) => [number, cells.join('|'), outcome, reason]),
    ).toEqual([
      [1, '||', 'updated', null],
      [2, '|', 'rejected', null],
      [3, '|', null, null],
      [4, '|', 'rejected', 'erased'],
      [5, 'Outra|(11) 90000-0000', null, null],
      [6, 'Outra|(11) 98888-1001', 'unchanged', null],
    ]);
    expect(await contactEventsOf(desk.admin, otherId)).toHaveLength(1);
  });
});

describe('who and whom', () => {
  test('managers and sales staff are refused', async () => {
    const canary = await makeCanary();
    for (const ctx of [desk.manager, desk.sales])
      await refused(eraseContact(ctx, { id: canary.id, name: canary.name }), 'forbidden');
  });

  test('another workspace’s contact, a missing one and an erased one look the same', async () => {
    const canary = await makeCanary();
    const { admin } = await makeDesk(db());
    const input = { id: canary.id, name: canary.name };
    await refused(eraseContact(admin, input), 'not_found');
    await refused(eraseContact(desk.admin, { ...input, id: 999_999 }), 'not_found');
    await eraseContact(desk.admin, input);
    await refused(eraseContact(desk.admin, input), 'not_found');
  });

  test.each([
    ['', 'required'],
    ['Outra Pessoa', 'not_the_name'],
    [undefined, 'required'],
  ])('the name %j is not theirs: nothing happens', async (name, code) => {
    const { id } = await makeCanary();
    const error = await refused(eraseContact(desk.admin, { id, name }), 'invalid');
    expect(error.fields.name?.code).toBe(code);
    expect((await contactEventsOf(desk.admin, id)).at(-1)?.kind).toBe('contact.status_changed');
  });

  test('case, accents and spaces of the name do not matter', async () => {
    const { id, name } = await makeCanary();
    await eraseContact(desk.admin, { id, name: `  ${name.toUpperCase()} ` });
  });
});

describe('races', () => {
  test('two at once: one erases, the other finds nobody', async () => {
    const { id, name } = await makeCanary();
    const both = await Promise.allSettled([1, 2].map(() => eraseContact(desk.admin, { id, name })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('against edits and deletion: whatever comes first, nothing is left', async () => {
    for (let round = 0; round < 3; round += 1) {
      const canary = await makeCanary();
      const { id, version, name, tag } = canary;
      await Promise.allSettled([
        updateContact(desk.admin, { id, version, notes: `${tag} outra vez` }),
        eraseContact(desk.admin, { id, name }),
        deleteContact(desk.admin, { id, version }),
      ]);
      expect(await findEverywhere(db(), canary.texts)).toEqual([]);
    }
    expect(await verify(db())).toEqual([]);
  });

  test.each(['reading', 'checking'])('while an import is %s, nobody is erased', async (state) => {
    const { id, name } = await makeCanary();
    await db().execute(sql`
      insert into imports (workspace_id, id, state, file_name, file_bytes, change_id, created_by)
      values (${desk.id}, 78, ${state}, 'c.csv', 1, gen_random_uuid(), 1)`);
    const error = await refused(eraseContact(desk.admin, { id, name }), 'in_use');
    expect(error.fields.name?.code).toBe('import_reading');
    await db().execute(sql`delete from imports where id = 78`);
    await eraseContact(desk.admin, { id, name });
  });

  test('a batch of an import that holds its import’s row is waited for', async () => {
    const canary = await makeCanary();
    let erasing: Promise<unknown> = Promise.resolve();
    await db().execute(sql`
      insert into imports (workspace_id, id, state, file_name, file_bytes, change_id, created_by)
      values (${desk.id}, 77, 'running', 'b.csv', 1, gen_random_uuid(), 1)`);
    await db().transaction(async (tx) => {
      await tx.execute(sql`select 1 from imports where workspace_id = ${desk.id} and id = 77 for update`);
      erasing = eraseContact(desk.admin, { id: canary.id, name: canary.name });
      await tx.execute(sql`select pg_sleep(0.2)`);
      await tx.execute(sql`
        insert into import_rows (workspace_id, import_id, number, line, cells)
        values (${desk.id}, 77, 1, 2, array[${canary.tag}, ${canary.phone}])`);
    });
    await erasing;
    expect(await findEverywhere(db(), canary.texts)).toEqual([]);
  });
});
