import { beforeAll, describe, expect, test } from 'vitest';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { recallEverywhere, searchEverywhere } from '#domain/search/everywhere.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let ana: number;

beforeAll(async () => {
  workspace = await makeWorkspace(db());
  const novo = await workspace.addStatus('Novo', { isDefault: true, colour: '#3b82f6' });
  await workspace.addStatus('Negociação');
  const gone = await workspace.addStatus('Nunca mais');
  await retireStatus(workspace.admin, { id: gone });
  const facebook = await workspace.addOrigin('Facebook');
  const fb = await workspace.addOrigin('Face antigo');
  await mergeOrigins(workspace.admin, { fromId: fb, intoId: facebook });
  const old = await workspace.addOrigin('Feira 2019');
  await workspace.addOrigin('Feira de noivas');
  await archiveOrigin(workspace.admin, { id: old });
  ana = await makeContact(workspace.admin, {
    statusId: novo,
    originId: facebook,
    firstName: 'Ana',
    lastName: 'Novaes',
  });

  const other = await makeWorkspace(db());
  const theirs = await other.addStatus('Novo deles', { isDefault: true });
  const origin = await other.addOrigin('Facebook deles');
  await makeContact(other.admin, {
    statusId: theirs,
    originId: origin,
    firstName: 'Ana',
    lastName: 'de fora',
  });
});

const search = (q: unknown, who: 'admin' | 'sales' = 'admin') =>
  searchEverywhere(workspace[who], { q } as Parameters<typeof searchEverywhere>[1]);
const namesIn = (list: { name: string }[]) => list.map(({ name }) => name);

test('contacts come with their status, and another workspace’s not at all', async () => {
  const { contacts, statuses, origins } = await search('ana nova', 'sales');
  expect(contacts).toEqual([
    {
      id: ana,
      name: 'Ana Novaes',
      company: '',
      maskedPhone: expect.stringContaining('•'),
      status: { id: expect.any(Number), name: 'Novo', colour: '#3b82f6' },
    },
  ]);
  expect([statuses, origins]).toEqual([[], []]);
  expect(namesIn((await search('ana')).contacts)).toEqual(['Ana Novaes']);
});

test('statuses: best first, retired ones never', async () => {
  expect(namesIn((await search('n')).statuses)).toEqual(['Novo', 'Negociação']);
  expect(namesIn((await search('negociacao')).statuses)).toEqual(['Negociação']);
  expect(namesIn((await search('nunca')).statuses)).toEqual([]);
});

test('origins: archived ones last, by every spelling that leads to them, merged ones never', async () => {
  expect((await search('feira')).origins).toEqual([
    { id: expect.any(Number), name: 'Feira de noivas', isArchived: false },
    { id: expect.any(Number), name: 'Feira 2019', isArchived: true },
  ]);
  expect(namesIn((await search('face antigo')).origins)).toEqual(['Facebook']);
  expect(namesIn((await search('facebook')).origins)).toEqual(['Facebook']);
});

test('remembered contacts are drawn the same', async () => {
  const [found] = (await search('novaes')).contacts;
  expect(await recallEverywhere(workspace.sales, { ids: String(ana) })).toEqual([found]);
});

const nothing = { contacts: [], statuses: [], origins: [] };

describe('hostile text', () => {
  test.each<[string, unknown]>([
    ['nothing', ''],
    ['no parameter', undefined],
    ['spaces of all kinds', ' \u3000\u00a0\t'],
    ['NUL', '\u0000'],
    ['a lone surrogate', '\ud800'],
    ['ten thousand letters', 'x'.repeat(10_000)],
    ['wildcards', '%_\\%'],
    ['an expression', '(a+)+$'],
    ['a table', "'); drop table contacts; --"],
    ['right to left', '\u202eبحث'],
    ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'],
    ['zero width', '\u200b\u200d'],
    ['braces', '{{7*7}}'],
  ])('%s finds nothing, and breaks nothing', async (_what, q) => expect(await search(q)).toEqual(nothing));

  test('control characters between words are spaces', async () => {
    expect(namesIn((await search('ana\u0000novaes')).contacts)).toEqual(['Ana Novaes']);
  });

  test('of several, the first counts', async () => {
    expect(namesIn((await search(['novaes', 'zzz'])).contacts)).toEqual(['Ana Novaes']);
  });
});
