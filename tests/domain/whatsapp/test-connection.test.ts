import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { stopNumber } from '#domain/whatsapp/stop.ts';
import { testConnection } from '#domain/whatsapp/test-connection.ts';
import { updateNumber } from '#domain/whatsapp/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
const { meta } = useMeta();
let workspace: TestWorkspace;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  meta().world.failures.length = 0;
  workspace = await makeWorkspace(db());
});
const line = async () => (await listNumbers(workspace.admin))[0];

test('a number that works tells its name and quality, and brings its templates', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  expect(await testConnection(workspace.admin, { id })).toEqual({
    kind: 'ok',
    displayPhone: '+5511900010010',
    verifiedName: 'Vale do Ipê Energia Solar',
    quality: 'GREEN',
    isSamePhone: true,
    subscription: { kind: 'ok' },
    templates: { kind: 'ok', total: 6, removed: 0 },
  });
  expect(await line()).toMatchObject({ quality: 'GREEN', testedAt: expect.any(Date), lastError: null });
});

test('Meta is asked to tell our app of the account; whether it does is kept', async () => {
  meta().world.subscribed.clear();
  const { id } = await connectNumber(workspace.admin, numberFacts());
  expect(await line()).toMatchObject({ subscribedAt: null, subscribeError: null });
  await testConnection(workspace.admin, { id });
  expect(meta().calls).toContainEqual(
    expect.objectContaining({ method: 'POST', path: '102290129340398/subscribed_apps', status: 200 }),
  );
  expect([...meta().world.subscribed]).toEqual(['102290129340398']);
  expect(await line()).toMatchObject({ subscribedAt: expect.any(Date), subscribeError: null });
});

test('a token that may not subscribe is told with its reason, until it may', async () => {
  meta().world.subscribed.clear();
  const { id } = await connectNumber(workspace.admin, { ...numberFacts(), token: 'EAAGreadonly' });
  const refusal = { kind: 'refused', code: 200, topic: 'permission' };
  expect(await testConnection(workspace.admin, { id })).toMatchObject({ kind: 'ok', subscription: refusal });
  expect(meta().world.subscribed.size).toBe(0);
  expect(await line()).toMatchObject({ subscribedAt: null, subscribeError: refusal, lastError: null });
  const { version = 0, accountId = '', displayPhone = '' } = (await line()) ?? {};
  await updateNumber(workspace.admin, {
    id,
    version,
    accountId,
    displayPhone: `+${displayPhone}`,
    token: 'EAAGbetter',
  });
  await testConnection(workspace.admin, { id });
  expect(await line()).toMatchObject({ subscribedAt: expect.any(Date), subscribeError: null });
});

test('another phone than the one typed in is pointed out', async () => {
  const { id } = await connectNumber(workspace.admin, {
    ...numberFacts(),
    displayPhone: '+55 11 90001-9999',
  });
  expect(await testConnection(workspace.admin, { id })).toMatchObject({ kind: 'ok', isSamePhone: false });
});

test.each([
  ['a token that has expired', { token: 'EAAGexpired' }, { kind: 'refused', code: 190, topic: 'access' }],
  [
    'an id that is not there',
    { phoneNumberId: '55555555' },
    { kind: 'refused', code: 100, topic: 'request' },
  ],
])('%s is told, and kept', async (_what, part, outcome) => {
  const { id } = await connectNumber(workspace.admin, { ...numberFacts(), ...part });
  expect(await testConnection(workspace.admin, { id })).toMatchObject(outcome);
  expect(await line()).toMatchObject({
    testedAt: expect.any(Date),
    lastError: { code: outcome.code },
    lastErrorAt: expect.any(Date),
  });
});

test('an account that is not there leaves the number itself fine', async () => {
  const { id } = await connectNumber(workspace.admin, { ...numberFacts(), accountId: '55555555' });
  expect(await testConnection(workspace.admin, { id })).toMatchObject({
    kind: 'ok',
    subscription: { kind: 'refused', code: 100 },
    templates: { kind: 'refused', code: 100 },
  });
});

test('what works again is no trouble any more, but a stopped number stays stopped', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  await stopNumber(workspace.admin, id, { code: 190, title: 'expired' });
  await testConnection(workspace.admin, { id });
  expect(await line()).toMatchObject({ lastError: null, state: 'stopped', stopCode: 190 });
});

test('a line that breaks off is told as such', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  meta().failNext('reset');
  expect(await testConnection(workspace.admin, { id })).toEqual({ kind: 'unreachable' });
});

test('refuses strangers, bad ids and other roles', async () => {
  const { id } = await connectNumber(workspace.admin, numberFacts());
  const stranger = await makeWorkspace(db());
  await refused(testConnection(stranger.admin, { id }), 'not_found');
  await refused(testConnection(workspace.admin, { id: 999_999 }), 'not_found');
  await refused(testConnection(workspace.admin, { id: -1 }), 'invalid');
  await refused(testConnection(workspace.manager, { id }), 'forbidden');
});
