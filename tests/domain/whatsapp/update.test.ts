import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { graphFor } from '#domain/whatsapp/access.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { updateNumber } from '#domain/whatsapp/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
let workspace: TestWorkspace;
let id: number;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  workspace = await makeWorkspace(db());
  ({ id } = await connectNumber(workspace.admin, numberFacts()));
});
const facts = () => ({ ...numberFacts(), id, version: 1, token: '' });

test('without a token it keeps the one it has', async () => {
  await updateNumber(workspace.admin, { ...facts(), name: 'Suporte' });
  expect((await listNumbers(workspace.admin))[0]).toMatchObject({ name: 'Suporte', version: 2 });
  expect((await graphFor(workspace.admin, id))?.token).toBe('EAAGm0PX4ZCpsBAtoken');
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'number.updated',
    before: { name: 'Vendas' },
    after: { name: 'Suporte' },
  });
});

test('a new token replaces it, and the event says so without it', async () => {
  await updateNumber(workspace.admin, { ...facts(), token: 'EAAGreplaced' });
  expect((await graphFor(workspace.admin, id))?.token).toBe('EAAGreplaced');
  const event = (await workspaceEventsOf(workspace.admin)).at(-1);
  expect(event?.after).toEqual({ isTokenReplaced: true });
});

test('Meta’s id of the number stays, whatever is sent', async () => {
  await updateNumber(workspace.admin, {
    ...facts(),
    name: 'X',
    phoneNumberId: '999999',
    workspaceId: 1,
    state: 'stopped',
  });
  expect((await listNumbers(workspace.admin))[0]).toMatchObject({
    phoneNumberId: '106540352242922',
    state: 'connected',
  });
});

test('saving the same writes nothing', async () => {
  await updateNumber(workspace.admin, facts());
  expect(await workspaceEventsOf(workspace.admin)).toHaveLength(1);
});

test('of many at once, one takes effect', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => updateNumber(workspace.admin, { ...facts(), name: `Nome ${n}` })),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await refused(updateNumber(workspace.admin, { ...facts(), name: 'Outro' }), 'stale');
});

test('refuses strangers, what is gone, and other roles', async () => {
  const stranger = await makeWorkspace(db());
  await refused(updateNumber(stranger.admin, facts()), 'not_found');
  await refused(updateNumber(workspace.admin, { ...facts(), id: 999_999 }), 'not_found');
  await refused(updateNumber(workspace.manager, facts()), 'forbidden');
  await disconnectNumber(workspace.admin, { id });
  await refused(updateNumber(workspace.admin, { ...facts(), version: 2 }), 'not_found');
});
