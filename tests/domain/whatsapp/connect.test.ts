import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { graphFor } from '#domain/whatsapp/access.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { stopNumber } from '#domain/whatsapp/stop.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
let workspace: TestWorkspace;
let stranger: TestWorkspace;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  workspace = await makeWorkspace(db());
  stranger = await makeWorkspace(db());
});

test('connects a number, with its token out of everybody’s sight', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  const [number] = await listNumbers(workspace.admin);
  expect(number).toMatchObject({
    id,
    phoneNumberId: '106540352242922',
    displayPhone: '5511900010010',
    state: 'connected',
    isTokenReadable: true,
  });
  const written = await db().execute(sql`
    select n::text as row from whatsapp_numbers n union all select e::text from workspace_events e`);
  expect(JSON.stringify([written, number])).not.toContain('EAAGm0PX4ZCpsBAtoken');
  expect((await graphFor(workspace.sales, id))?.token).toBe('EAAGm0PX4ZCpsBAtoken');
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'number.connected',
    subjectKind: 'number',
    subjectId: id,
    after: { name: 'Vendas', phoneNumberId: '106540352242922' },
  });
});

test('takes what is copied from Meta with what stands around it', async () => {
  await connectNumber(workspace.admin, {
    ...numberFacts(),
    phoneNumberId: ' 1065 4035 2242922 ',
    token: '  EAAGtoken\n',
  });
  expect((await listNumbers(workspace.admin))[0]?.phoneNumberId).toBe('106540352242922');
});

test('a number is connected once in a workspace; an id that somebody else typed in keeps nobody from it', async () => {
  await connectNumber(stranger.admin, numberFacts());
  const here = await refused(connectNumber(stranger.admin, numberFacts()), 'invalid');
  expect(here.fields).toEqual({ phoneNumberId: { code: 'number_taken' } });
  await connectNumber(workspace.admin, numberFacts());
  expect(await listNumbers(workspace.admin)).toMatchObject([{ isVouched: false, isElsewhere: false }]);
});

test('of many at once, one takes effect in each workspace', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) => connectNumber((n % 2 ? workspace : stranger).admin, numberFacts())),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
});

test('one that comes back is the same number, without its old troubles', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  await stopNumber(workspace.admin, id, { code: 190, title: 'expired' });
  await disconnectNumber(workspace.admin, { id });
  expect(await connectNumber(workspace.admin, { ...numberFacts(), token: 'EAAGnewtoken' })).toEqual({ id });
  expect((await listNumbers(workspace.admin))[0]).toMatchObject({ state: 'connected', lastError: null });
  expect((await graphFor(workspace.admin, id))?.token).toBe('EAAGnewtoken');
});

test('in another workspace it is another number', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  await disconnectNumber(workspace.admin, { id });
  expect(await connectNumber(stranger.admin, numberFacts())).not.toEqual({ id });
  expect(await graphFor(workspace.admin, id)).toBeNull();
});

test.each([
  ['phoneNumberId', '', 'required'],
  ['phoneNumberId', '12ab34', 'bad_meta_id'],
  ['phoneNumberId', '1234', 'bad_meta_id'],
  ['phoneNumberId', '../../etc', 'bad_meta_id'],
  ['accountId', undefined, 'required'],
  ['accountId', '1'.repeat(26), 'bad_meta_id'],
  ['displayPhone', '', 'required'],
  ['displayPhone', 'Ana', 'bad_phone'],
  ['token', '', 'required'],
  ['token', 'com espaço', 'bad_token'],
  ['token', 'ção12345678', 'bad_token'],
  ['token', 'x'.repeat(2_001), 'bad_token'],
  ['token', { a: 1 }, 'required'],
  ['name', 'x'.repeat(61), 'too_long'],
  ['name', 'a\u0000', 'bad_characters'],
])('%s %j is refused', async (field, value, code) => {
  const error = await refused(
    connectNumber(workspace.admin, { ...numberFacts(), [field]: value }),
    'invalid',
  );
  expect(error.fields[field]?.code).toBe(code);
  expect(await listNumbers(workspace.admin)).toEqual([]);
});

test('is for admins', async () => {
  await refused(connectNumber(workspace.manager, numberFacts()), 'forbidden');
  await refused(connectNumber(workspace.sales, {}), 'forbidden');
});
