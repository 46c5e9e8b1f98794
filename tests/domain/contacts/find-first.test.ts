import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { FOUND_AT_ONCE, findFirstContacts, recallContacts } from '#domain/contacts/find-first.ts';
import type { Ctx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();

type Facts = Partial<typeof contacts.$inferInsert>;

/** The later in the list, the longer ago anything happened. */
async function put(desk: Desk, rows: Facts[]): Promise<number[]> {
  const now = Date.now();
  const made = await db()
    .insert(contacts)
    .values(
      rows.map((row, at) => ({
        workspaceId: desk.id,
        firstName: 'Contato',
        statusId: desk.novo,
        originId: desk.whatsapp,
        lastActivityAt: new Date(now - at * 60_000),
        ...row,
      })),
    )
    .returning({ id: contacts.id });
  return made.map(({ id }) => id);
}

const find = async (ctx: Ctx, q: string) => (await findFirstContacts(ctx, q)).map(({ name }) => name);

describe('few contacts', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await makeDesk(db());
    await put(desk, [
      { firstName: 'Padaria', lastName: 'São João', phone: '5511912345678', email: 'pao@exemplo.com' },
      { firstName: 'João', lastName: 'Peçanha', company: 'Três Irmãos' },
      { firstName: 'ana', lastName: 'Joana' },
      { firstName: 'JOÃO', lastName: 'Alves' },
      { firstName: '100% Bom' },
      { firstName: '🎉 Festa' },
      { firstName: 'علي', lastName: 'حسن' },
    ]);
    await put(await makeDesk(db()), [
      { firstName: 'João', lastName: 'de outra empresa', phone: '5511912345678' },
    ]);
  });

  test.each<[string, string, string[]]>([
    [
      'names that begin so come first, the latest of them first',
      'joao',
      ['João Peçanha', 'JOÃO Alves', 'Padaria São João'],
    ],
    ['accents and case as typed or not', 'JOÃO', ['João Peçanha', 'JOÃO Alves', 'Padaria São João']],
    ['two words in any order', 'peca jo', ['João Peçanha']],
    ['two letters: beginnings only', 'jo', ['João Peçanha', 'JOÃO Alves']],
    ['one letter', 'á', ['ana Joana']],
    ['company', 'tres irm', ['João Peçanha']],
    ['e-mail', 'PAO@exemplo', ['Padaria São João']],
    ['a phone as it is written', '(11) 91234-5678', ['Padaria São João']],
    ['a phone without its ninth digit', '11 1234-5678', ['Padaria São João']],
    ['% is a letter like any other', '100%', ['100% Bom']],
    ['% is no wildcard', 'jo%o', []],
    ['nor is _', 'joa_', []],
    ['a backslash', 'joa\\', []],
    ['a quote', "joao' or 1=1 --", []],
    ['emoji', '🎉', ['🎉 Festa']],
    ['right to left', 'علي', ['علي حسن']],
    ['nothing', '', []],
    ['more words than anybody types', 'a '.repeat(49), []],
  ])('%s', async (_what, q, expected) => expect(await find(desk.admin, q)).toEqual(expected));

  test('a result says what lists say, and no more', async () => {
    const [found] = await findFirstContacts(desk.admin, 'padaria');
    expect(found).toEqual({
      id: expect.any(Number),
      name: 'Padaria São João',
      company: '',
      maskedPhone: '(11) •••••-5678',
      statusId: desk.novo,
    });
  });
});

describe('many contacts', () => {
  let desk: Desk;
  let ids: number[];
  // More than are looked at: the latest two thousand are of no use to whoever looks for what lies before them.
  beforeAll(async () => {
    desk = await makeDesk(db(), { salesScope: 'own' });
    ids = await put(desk, [
      ...Array.from({ length: 10 }, (_, n) => ({ firstName: 'Maria', lastName: `Nova ${n}` })),
      ...Array.from({ length: 2_100 }, (_, n) => ({
        firstName: `Cliente ${n}`,
        ownerId: userIdOf(desk.manager),
      })),
      { firstName: 'Zulmira', lastName: 'Prado', ownerId: userIdOf(desk.manager) },
      { firstName: 'Xavier', lastName: 'Zulmira', ownerId: userIdOf(desk.sales) },
      { firstName: 'Maria', lastName: 'Antiga' },
    ]);
    await db().execute('analyze contacts');
  });

  test('of a common name the latest, as many as are shown', async () => {
    expect(await find(desk.admin, 'maria')).toEqual(
      Array.from({ length: FOUND_AT_ONCE }, (_, n) => `Maria Nova ${n}`),
    );
  });

  test('what is rare is found however long ago anything happened', async () => {
    expect(await find(desk.admin, 'zulmira')).toEqual(['Zulmira Prado', 'Xavier Zulmira']);
    expect(await find(desk.admin, 'zu')).toEqual(['Zulmira Prado']);
    expect(await find(desk.admin, 'maria ant')).toEqual(['Maria Antiga']);
    expect(await find(desk.admin, 'ulmir')).toEqual(['Zulmira Prado', 'Xavier Zulmira']);
  });

  test('sales staff kept to their own find those and unassigned ones', async () => {
    expect(await find(desk.sales, 'zulmira')).toEqual(['Xavier Zulmira']);
    expect(await find(desk.sales, 'z')).toEqual([]);
    expect(await find(desk.sales, 'cliente')).toEqual([]);
    expect(await find(desk.sales, 'maria antiga')).toEqual(['Maria Antiga']);
    expect(await find(desk.manager, 'cliente')).toHaveLength(FOUND_AT_ONCE);
  });

  describe('remembered ones', () => {
    const recall = async (ctx: Ctx, list: string) =>
      (await recallContacts(ctx, { ids: list })).map(({ id }) => id);

    test('come in the order in which they are asked for, each once', async () => {
      const [a = 0, b = 0, c = 0] = ids;
      expect(await recall(desk.admin, `${c},${a},${c},${b}`)).toEqual([c, a, b]);
    });

    test('that are another’s, of another workspace or nowhere look the same: they are not there', async () => {
      const zulmira = ids.at(-3) ?? 0;
      const [theirs = 0] = await put(await makeDesk(db()), [{ firstName: 'De fora' }]);
      expect(await recall(desk.manager, `${zulmira}`)).toEqual([zulmira]);
      expect(await recall(desk.sales, `${zulmira},${theirs},999999999`)).toEqual([]);
      expect(await recall(desk.admin, `${theirs}`)).toEqual([]);
    });

    test.each([
      '',
      ',',
      'x',
      '-1',
      '0',
      '1e9',
      '1.5',
      '9'.repeat(40),
      '\u0000',
      '1;drop table contacts',
      '9'.repeat(10_000),
    ])('nonsense %# gives nothing', async (list) => expect(await recall(desk.admin, list)).toEqual([]));

    test('a list, or nothing, gives nothing', async () => {
      expect(await recallContacts(desk.admin, { ids: ['1', '2'] })).toEqual([]);
      expect(await recallContacts(desk.admin, {})).toEqual([]);
    });

    test('never more than are shown', async () => {
      expect(await recall(desk.admin, ids.slice(0, 20).join(','))).toHaveLength(FOUND_AT_ONCE);
    });
  });
});
