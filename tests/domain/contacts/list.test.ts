import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { countContacts, FOUND_MAX } from '#domain/contacts/count.ts';
import { COUNT_MAX } from '#domain/contacts/few.ts';
import { type ContactFilter, EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { CONTACTS_PER_PAGE, type ContactPage, listContacts } from '#domain/contacts/list.ts';
import {
  CONTACT_SORTS,
  type ContactSort,
  DEFAULT_CONTACT_SORT,
  type PageCursor,
} from '#domain/contacts/query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;

type Facts = Partial<typeof contacts.$inferInsert>;
const put = (where: Desk, rows: Facts[]) =>
  db()
    .insert(contacts)
    .values(
      rows.map((row) => ({
        workspaceId: where.id,
        firstName: 'Contato',
        statusId: where.novo,
        originId: where.whatsapp,
        ...row,
      })),
    );

const list = (
  ctx: Ctx,
  filter: Partial<ContactFilter> = {},
  sort = DEFAULT_CONTACT_SORT,
  cursor?: PageCursor,
) => listContacts(ctx, { filter: { ...EMPTY_CONTACT_FILTER, ...filter }, sort, cursor });
const count = (ctx: Ctx, filter: Partial<ContactFilter> = {}) =>
  countContacts(ctx, { ...EMPTY_CONTACT_FILTER, ...filter });
const namesIn = (page: ContactPage) => page.rows.map((row) => row.name).sort();

beforeAll(async () => {
  desk = await makeDesk(db());
  const ownerId = userIdOf(desk.sales);
  await put(desk, [
    { firstName: 'João', lastName: 'Peçanha', phone: '5511912345678', company: 'Padaria Três Irmãos' },
    { firstName: 'Joana', email: 'joana@Exemplo.com', statusId: desk.contatado, ownerId },
    { firstName: 'ÉRICA', phone: '551133334444', originId: desk.google, type: 'customer' },
    { firstName: '100% Bom', phone: '552188887777', isActive: false },
    { firstName: 'Zé_do_Pão', createdAt: new Date('2026-03-10T02:30:00Z'), ownerId },
  ]);
  await put(await makeDesk(db()), [{ firstName: 'Joaquim', phone: '5511912345678' }]);
});

describe('filters', () => {
  const cases: [string, () => Partial<ContactFilter>, string[]][] = [
    ['a word without its accents', () => ({ q: 'joao' }), ['João Peçanha']],
    ['part of a word', () => ({ q: 'OAN' }), ['Joana']],
    ['two words in any order', () => ({ q: 'peca joão' }), ['João Peçanha']],
    ['company', () => ({ q: 'três irm' }), ['João Peçanha']],
    ['e-mail', () => ({ q: 'JOANA@exemplo.com' }), ['Joana']],
    ['two letters: names that begin so', () => ({ q: 'jo' }), ['Joana', 'João Peçanha']],
    ['two letters are no part of a name', () => ({ q: 'oa' }), []],
    ['one letter, accents or not', () => ({ q: 'e' }), ['ÉRICA']],
    ['a phone as it is written', () => ({ q: '(11) 91234-5678' }), ['João Peçanha']],
    ['a phone without its ninth digit', () => ({ q: '+55 11 1234-5678' }), ['João Peçanha']],
    ['a phone with a ninth digit it lacks', () => ({ q: '21 98888-7777' }), ['100% Bom']],
    ['the end of a phone', () => ({ q: '4444' }), ['ÉRICA']],
    ['% is a letter like any other', () => ({ q: '100%' }), ['100% Bom']],
    ['% is no wildcard', () => ({ q: 'joa%a' }), []],
    ['nothing but signs: names that begin so', () => ({ q: '%%%' }), []],
    ['so is _', () => ({ q: 'zé_do' }), ['Zé_do_Pão']],
    ['_ is no wildcard', () => ({ q: 'jo_na' }), []],
    ['a backslash finds nothing here', () => ({ q: 'jo\\ana' }), []],
    ['a quote neither', () => ({ q: "joana' or 1=1" }), []],
    ['status', () => ({ statusIds: [desk.contatado] }), ['Joana']],
    ['origin', () => ({ originIds: [desk.google] }), ['ÉRICA']],
    ['owner', () => ({ ownerIds: [userIdOf(desk.sales)] }), ['Joana', 'Zé_do_Pão']],
    [
      'nobody',
      () => ({ ownerIds: ['none'], statusIds: [desk.novo], type: 'lead', active: true }),
      ['João Peçanha'],
    ],
    [
      'nobody or somebody',
      () => ({ ownerIds: ['none', userIdOf(desk.sales)], q: 'joa' }),
      ['Joana', 'João Peçanha'],
    ],
    ['customers', () => ({ type: 'customer' }), ['ÉRICA']],
    ['inactive', () => ({ active: false }), ['100% Bom']],
    ['two statuses', () => ({ statusIds: [desk.novo, desk.contatado], active: false }), ['100% Bom']],
    ['a status that is not', () => ({ statusIds: [2 ** 52] }), []],
    ['a day, in São Paulo', () => ({ createdFrom: '2026-03-09', createdTo: '2026-03-09' }), ['Zé_do_Pão']],
    ['the day that it was in London', () => ({ createdFrom: '2026-03-10', createdTo: '2026-03-10' }), []],
  ];
  test.each(cases)('%s', async (_what, filter, expected) => {
    const page = await list(desk.admin, filter());
    expect(namesIn(page)).toEqual(expected);
    expect(await count(desk.admin, filter())).toEqual({ total: expected.length, isExact: true });
  });

  test('with a condition that only the contacts can answer, the count is the same', async () => {
    const filter = { type: 'lead' as const };
    const tallied = await count(desk.admin, filter);
    const counted = await count(desk.admin, { ...filter, createdFrom: '2000-01-01' });
    expect(tallied).toEqual(counted);
  });
});

test('a row holds what lists show, and no more', async () => {
  const [row] = (await list(desk.admin, { q: 'peçanha' })).rows;
  expect(row).toEqual({
    id: expect.any(Number),
    version: 1,
    name: 'João Peçanha',
    type: 'lead',
    maskedPhone: '(11) •••••-5678',
    ownerId: null,
    statusId: desk.novo,
    originId: desk.whatsapp,
    isActive: true,
    isOptedOut: false,
    createdAt: expect.any(Date),
    lastActivityAt: expect.any(Date),
  });
});

test('sales staff kept to their own see those and unassigned ones, and are counted only those', async () => {
  const own = await makeDesk(db(), { salesScope: 'own' });
  await put(own, [
    { firstName: 'Minha', ownerId: userIdOf(own.sales) },
    { firstName: 'De ninguém' },
    { firstName: 'Alheia', ownerId: userIdOf(own.manager) },
  ]);
  expect(namesIn(await list(own.sales))).toEqual(['De ninguém', 'Minha']);
  expect(await count(own.sales)).toEqual({ total: 2, isExact: true });
  expect(await count(own.sales, { createdFrom: '2000-01-01' })).toEqual({ total: 2, isExact: true });
  const theirs = { ownerIds: [userIdOf(own.manager)] };
  expect(namesIn(await list(own.sales, theirs))).toEqual([]);
  expect((await count(own.sales, theirs)).total).toBe(0);
  expect(namesIn(await list(own.manager))).toHaveLength(3);
});

describe('pages', () => {
  let big: Desk;
  const total = CONTACTS_PER_PAGE * 2 + 20;
  beforeAll(async () => {
    big = await makeDesk(db());
    // Many of the same moment and the same name: the id must settle their order.
    await put(
      big,
      Array.from({ length: total }, (_, n) => ({
        firstName: `Nome ${n % 7}`,
        createdAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(n / 30) * 1_000),
      })),
    );
  });

  const sorts = CONTACT_SORTS.flatMap((by): ContactSort[] => [
    { by, direction: 'asc' },
    { by, direction: 'desc' },
  ]);

  test.each(sorts)('forth and back by $by $direction meet every row once', async (sort) => {
    const forth = [await list(big.admin, {}, sort)];
    for (let after = forth[0]?.next; after; after = forth.at(-1)?.next)
      forth.push(await list(big.admin, {}, sort, { after }));
    expect(forth.map((page) => page.rows.length)).toEqual([CONTACTS_PER_PAGE, CONTACTS_PER_PAGE, 20]);
    const ids = forth.flatMap((page) => page.rows.map((row) => row.id));
    expect(new Set(ids).size).toBe(total);
    expect(forth[0]?.previous).toBeNull();

    const back = [forth.at(-1)];
    for (let before = back[0]?.previous; before; before = back[0]?.previous)
      back.unshift(await list(big.admin, {}, sort, { before }));
    expect(back.flatMap((page) => page?.rows.map((row) => row.id))).toEqual(ids);
    expect(back[0]?.previous).toBeNull();
    expect(back[0]?.next).toBe(forth[0]?.next);
  });

  test('names are in the order of Brazilians', async () => {
    const sorted = await list(desk.admin, {}, { by: 'name', direction: 'asc' });
    expect(sorted.rows.map((row) => row.name)).toEqual([
      '100% Bom',
      'ÉRICA',
      'Joana',
      'João Peçanha',
      'Zé_do_Pão',
    ]);
  });

  test.each(['x', '', '%', 'a'.repeat(5_000), 'WyJuYW1lIiwiQW5hIiwxXQ', 'bnVsbA', '../../etc'])(
    'the forged cursor %s is refused',
    async (cursor) => {
      await refused(list(big.admin, {}, DEFAULT_CONTACT_SORT, { after: cursor }), 'invalid');
      await refused(list(big.admin, {}, DEFAULT_CONTACT_SORT, { before: cursor }), 'invalid');
    },
  );

  test('a cursor of another order is refused', async () => {
    const { next } = await list(big.admin, {}, { by: 'lastActivityAt', direction: 'desc' });
    await refused(list(big.admin, {}, DEFAULT_CONTACT_SORT, { after: next ?? '' }), 'invalid');
  });
});

test('counting stops at its limit', async () => {
  const many = await makeDesk(db());
  const rows = Array.from({ length: 2_600 }, (_, n) => ({ firstName: `Maria ${n}` }));
  for (let n = 0; n < 4; n++) await put(many, rows);
  expect(await count(many.admin, { createdFrom: '2000-01-01' })).toEqual({
    total: COUNT_MAX,
    isExact: false,
  });
  expect(await count(many.admin, { q: 'maria' })).toEqual({ total: FOUND_MAX, isExact: false });
  expect(await count(many.admin)).toEqual({ total: 10_400, isExact: true });
});
