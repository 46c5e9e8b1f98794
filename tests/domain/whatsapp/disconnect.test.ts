import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { graphFor } from '#domain/whatsapp/access.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
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

test('the number goes from the list, its token from the database', async () => {
  await disconnectNumber(workspace.admin, { id });
  expect(await listNumbers(workspace.admin)).toEqual([]);
  expect(await graphFor(workspace.admin, id)).toBeNull();
  const [row] = await db().select().from(whatsappNumbers).where(eq(whatsappNumbers.id, id));
  expect(row).toMatchObject({ token: '', disconnectedAt: expect.any(Date) });
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'number.disconnected',
    before: { name: 'Vendas', displayPhone: '5511900010010' },
  });
});

test('a second press finds nothing', async () => {
  await disconnectNumber(workspace.admin, { id });
  await refused(disconnectNumber(workspace.admin, { id }), 'not_found');
});

test('refuses strangers, bad ids and other roles', async () => {
  const stranger = await makeWorkspace(db());
  await refused(disconnectNumber(stranger.admin, { id }), 'not_found');
  await refused(disconnectNumber(workspace.admin, { id: '../1' }), 'invalid');
  await refused(disconnectNumber(workspace.manager, { id }), 'forbidden');
});
