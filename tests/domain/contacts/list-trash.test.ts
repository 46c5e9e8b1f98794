import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { contactTrash } from '#db/schema/contacts.ts';
import { FOUND_MAX } from '#domain/contacts/count.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { listTrash, TRASHED_PER_PAGE, type TrashPage } from '#domain/contacts/list-trash.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import type { Ctx } from '#domain/ctx.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { purgeTrash } from '#domain/upkeep/purge-trash.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;

const list = (ctx: Ctx, q = '', cursor: Parameters<typeof listTrash>[1]['cursor'] = null) =>
  listTrash(ctx, { q, cursor });
const names = ({ rows }: TrashPage) => rows.map(({ name }) => name);

async function trash(where: Desk, by: Ctx, facts: Record<string, unknown>): Promise<number> {
  const { id } = await createContact(where.admin, { originId: where.whatsapp, ...facts });
  await deleteContact(by, { id, version: 1 });
  return id;
}

/** Straight into the table: `total` contacts called Massa, each deleted a second before the next. */
const trashMany = (where: Desk, total: number, name = 'Massa') =>
  db().execute(sql`
    insert into contact_trash (workspace_id, contact_id, contact, identities, deleted_at)
    select ${where.id}, 1000000 + i, jsonb_build_object('first_name', ${name}::text, 'last_name', i::text,
      'status_id', ${where.novo}::bigint, 'origin_id', ${where.whatsapp}::bigint), '[]',
      now() - make_interval(secs => i)
    from generate_series(1, ${total}::int) as i`);

beforeAll(async () => {
  desk = await makeDesk(db());
  await trash(desk, desk.admin, { firstName: 'João', lastName: 'Peçanha', phone: '11912345678' });
  await trash(desk, desk.manager, {
    firstName: 'Érica',
    email: 'Erica@Exemplo.com',
    originId: desk.google,
    statusId: desk.contatado,
  });
  await trash(desk, desk.sales, {
    firstName: '100% Bom',
    phone: '2133334444',
    company: 'Padaria Três Irmãos',
  });
  await createContact(desk.admin, { firstName: 'Joana', phone: '11955554444', originId: desk.whatsapp });
  const other = await makeDesk(db());
  await trash(other, other.admin, { firstName: 'Joaquim', phone: '11912345678' });
});

test('those deleted last come first, as they stood, with who deleted them', async () => {
  const page = await list(desk.manager);
  expect(names(page)).toEqual(['100% Bom', 'Érica', 'João Peçanha']);
  expect(page.count).toEqual({ total: 3, isExact: true });
  expect(page).toMatchObject({ next: null, previous: null });
  const [, erica, joao] = page.rows;
  expect(erica).toMatchObject({
    maskedPhone: null,
    email: 'Erica@Exemplo.com',
    status: { id: desk.contatado, name: 'Contatado', colour: '#f59e0b' },
    originName: 'Google Ads',
    deletedBy: { kind: 'member', name: 'Pessoa manager' },
  });
  expect(joao?.maskedPhone).toMatch(/5678$/);
  expect(joao?.maskedPhone).not.toContain('1234');
});

describe('search', () => {
  const cases: [string, string, string[]][] = [
    ['a word without its accents', 'joao', ['João Peçanha']],
    ['words in any order', 'PECANHA joão', ['João Peçanha']],
    ['part of an e-mail in any case', 'erica@exemplo', ['Érica']],
    ['a whole phone as people write it', '(11) 91234-5678', ['João Peçanha']],
    ['the same without its ninth digit', '11 1234-5678', ['João Peçanha']],
    ['the last digits', '5678', ['João Peçanha']],
    ['a company', 'tres irmaos', ['100% Bom']],
    ['two letters: how the name begins', 'jo', ['João Peçanha']],
    ['one letter in the middle of a name: not', 'h', []],
    ['a percent sign means itself', '100%', ['100% Bom']],
    ['an underscore means itself', '___', []],
    ['an SQL fragment', "'); drop table contacts", []],
    ['living contacts: never', 'joana', []],
    ['other workspaces: never', 'joaquim', []],
  ];
  test.each(cases)('%s', async (_, q, found) => {
    const page = await list(desk.admin, q);
    expect(names(page)).toEqual(found);
    expect(page.count.total).toBe(found.length);
  });

  test('finds a contact by a phone that is not its main one', async () => {
    const place = await makeDesk(db());
    await db().execute(sql`
      insert into contact_trash (workspace_id, contact_id, contact, identities, deleted_at)
      values (${place.id}, 7, '{"first_name": "Ana", "status_id": ${sql.raw(String(place.novo))}}',
        '[{"kind": "phone", "value": "5511988887777"}, {"kind": "email", "value": "outra@exemplo.com"}]', now())`);
    for (const q of ['11 98888-7777', '88887777', 'outra@exemplo.com'])
      expect(names(await list(place.admin, q))).toEqual(['Ana']);
    expect(names(await list(place.admin, 'phone'))).toEqual([]);
  });
});

test('who came back, or was purged, is not there; who deletes again is named', async () => {
  const place = await makeDesk(db());
  const back = await trash(place, place.admin, { firstName: 'Volta', phone: '11911110001' });
  const gone = await trash(place, place.admin, { firstName: 'Some', phone: '11911110002' });
  await trash(place, place.admin, { firstName: 'Fica', phone: '11911110003' });
  await db()
    .update(contactTrash)
    .set({ deletedAt: new Date(Date.now() - 31 * 86_400_000) })
    .where(sql`workspace_id = ${place.id} and contact_id = ${gone}`);
  await purgeTrash(db());
  const { version } = await restoreContact(place.admin, { id: back });
  expect(names(await list(place.admin))).toEqual(['Fica']);
  await deleteContact(place.sales, { id: back, version });
  const [again] = (await list(place.admin)).rows;
  expect(again).toMatchObject({ id: back, deletedBy: { kind: 'member', name: 'Pessoa sales' } });
});

test('a status that is retired since is still named, in its colour', async () => {
  const place = await makeDesk(db());
  await trash(place, place.admin, { firstName: 'Ana', phone: '11911110001', statusId: place.contatado });
  await retireStatus(place.admin, { id: place.contatado, moveToId: place.novo });
  expect((await list(place.admin)).rows[0]?.status).toMatchObject({ name: 'Contatado', colour: '#f59e0b' });
});

describe('who sees whom', () => {
  const cases: [string, 'all' | 'own', (place: Desk) => Ctx, string[]][] = [
    ['admin', 'own', ({ admin }) => admin, ['De ninguém', 'Do colega', 'Próprio']],
    ['manager', 'own', ({ manager }) => manager, ['De ninguém', 'Do colega', 'Próprio']],
    ['sales who see all', 'all', ({ sales }) => sales, ['De ninguém', 'Do colega', 'Próprio']],
    ['sales who see their own', 'own', ({ sales }) => sales, ['De ninguém', 'Próprio']],
  ];
  test.each(cases)('%s', async (_, salesScope, reader, seen) => {
    const place = await makeDesk(db(), { salesScope });
    const colleague = await place.addMember('sales');
    const owned = (firstName: string, phone: string, ownerId: number | null) =>
      trash(place, place.admin, { firstName, phone, ownerId });
    await owned('Próprio', '11911110001', userIdOf(place.sales));
    const hidden = await owned('Do colega', '11911110002', userIdOf(colleague));
    await owned('De ninguém', '11911110003', null);
    const page = await list(reader(place));
    expect(names(page)).toEqual(seen);
    expect(page.count).toEqual({ total: seen.length, isExact: true });
    const isHidden = !seen.includes('Do colega');
    expect(names(await list(reader(place), 'colega'))).toEqual(isHidden ? [] : ['Do colega']);
    if (isHidden) await refused(restoreContact(reader(place), { id: hidden }), 'not_found');
  });
});

describe('pages', () => {
  test.each([
    ['all', '', 120],
    ['what is found, if few', 'massa', 120],
    ['what is found, if many', 'massa', FOUND_MAX + 20],
  ])('%s: there and back without a gap', async (_, q, total) => {
    const place = await makeDesk(db());
    await trashMany(place, total);
    await trashMany({ ...place, id: (await makeDesk(db())).id }, 3);
    const first = await list(place.admin, q);
    const second = await list(place.admin, q, { after: first.next ?? '' });
    const third = await list(place.admin, q, { after: second.next ?? '' });
    expect(first.previous).toBeNull();
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id - 1_000_000));
    expect(ids).toEqual(Array.from({ length: Math.min(total, 3 * TRASHED_PER_PAGE) }, (_, at) => at + 1));
    expect(await list(place.admin, q, { before: third.previous ?? '' })).toEqual(second);
    expect(await list(place.admin, q, { before: second.previous ?? '' })).toEqual(first);
    expect(first.count).toEqual(
      total > FOUND_MAX ? { total: FOUND_MAX, isExact: false } : { total, isExact: true },
    );
  });

  test('a forged cursor is refused', async () => {
    for (const after of ['x', 'WyJhIiwxXQ', ''])
      expect((await refused(list(desk.admin, '', { after }), 'invalid')).fields.cursor?.code).toBe('invalid');
  });

  test('those deleted in one moment are told apart by their ids', async () => {
    const place = await makeDesk(db());
    await trashMany(place, TRASHED_PER_PAGE + 10);
    await db().update(contactTrash).set({ deletedAt: new Date() }).where(sql`workspace_id = ${place.id}`);
    const first = await list(place.admin);
    const second = await list(place.admin, '', { after: first.next ?? '' });
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(TRASHED_PER_PAGE + 10);
  });
});
