import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { whatsappSettings } from '#db/schema/whatsapp.ts';
import { OPT_OUT_WORDS, readWhatsappSettings, updateWhatsappSettings } from '#domain/whatsapp/settings.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
});

const change = { version: 0, optOutWords: ['CHEGA', 'stop'], keepEventsDays: 10 };

test('without any of its own a workspace has the product’s', async () => {
  expect(await readWhatsappSettings(workspace.sales)).toEqual({
    optOutWords: [...OPT_OUT_WORDS],
    keepEventsDays: 30,
    version: 0,
  });
});

test('changes what was changed, and records just that', async () => {
  await updateWhatsappSettings(workspace.admin, { ...change, keepEventsDays: 30 });
  expect(await readWhatsappSettings(workspace.sales)).toEqual({
    optOutWords: ['CHEGA', 'STOP'],
    keepEventsDays: 30,
    version: 1,
  });
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'whatsapp.updated',
    before: { optOutWords: [...OPT_OUT_WORDS] },
    after: { optOutWords: ['CHEGA', 'STOP'] },
  });
});

test('words come one a line, each once whatever its spelling', async () => {
  await updateWhatsappSettings(workspace.admin, {
    ...change,
    optOutWords: 'Não quero\n\nNAO QUERO!\r\n  sair  ',
  });
  expect((await readWhatsappSettings(workspace.admin)).optOutWords).toEqual(['NAO QUERO!', 'SAIR']);
});

test('the product’s own list is not written down: words added to it later count', async () => {
  await updateWhatsappSettings(workspace.admin, change);
  await updateWhatsappSettings(workspace.admin, { ...change, version: 1, optOutWords: [...OPT_OUT_WORDS] });
  const [row] = await db()
    .select()
    .from(whatsappSettings)
    .where(eq(whatsappSettings.workspaceId, workspace.id));
  expect(row?.optOutWords).toBeNull();
});

test('saving the same writes nothing', async () => {
  const same = { version: 0, optOutWords: [...OPT_OUT_WORDS], keepEventsDays: 30 };
  await updateWhatsappSettings(workspace.admin, same);
  expect(await workspaceEventsOf(workspace.admin)).toEqual([]);
});

test('of many at once, one takes effect', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) =>
      updateWhatsappSettings(workspace.admin, { ...change, keepEventsDays: n + 1 }),
    ),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await refused(updateWhatsappSettings(workspace.admin, change), 'stale');
});

test.each([
  ['optOutWords', { optOutWords: [] }, 'required'],
  ['optOutWords', { optOutWords: ' \n ' }, 'required'],
  ['optOutWords', { optOutWords: ['x'.repeat(41)] }, 'too_long'],
  ['optOutWords', { optOutWords: ['a\u0000'] }, 'bad_characters'],
  ['optOutWords', { optOutWords: Array.from({ length: 61 }, (_, n) => `palavra ${n}`) }, 'too_many_words'],
  ['optOutWords', { optOutWords: { length: 1 } }, 'invalid'],
  ['keepEventsDays', { keepEventsDays: 0 }, 'bad_days'],
  ['keepEventsDays', { keepEventsDays: 366 }, 'bad_days'],
  ['keepEventsDays', { keepEventsDays: '1e2' }, 'bad_days'],
  ['keepEventsDays', { keepEventsDays: 1.5 }, 'bad_days'],
  ['version', { version: -1 }, 'invalid'],
])('%s %j is refused', async (field, part, code) => {
  const error = await refused(updateWhatsappSettings(workspace.admin, { ...change, ...part }), 'invalid');
  expect(error.fields[field]?.code).toBe(code);
});

test('is for admins', async () => {
  await refused(updateWhatsappSettings(workspace.manager, change), 'forbidden');
  await refused(updateWhatsappSettings(workspace.sales, change), 'forbidden');
});
