import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { memberships } from '#db/schema/memberships.ts';
import { openSession } from '#domain/sessions/open.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { switchWorkspace } from '#domain/sessions/switch-workspace.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let here: TestWorkspace;
let there: TestWorkspace;
let stranger: TestWorkspace;
let userId: number;
let token: string;

beforeEach(async () => {
  [here, there, stranger] = [await makeWorkspace(db()), await makeWorkspace(db()), await makeWorkspace(db())];
  userId = userIdOf(here.sales);
  await db().insert(memberships).values({ workspaceId: there.id, userId, role: 'manager' });
  token = await openSession(db(), { userId, workspaceId: here.id });
});

describe('switchWorkspace', () => {
  test('takes the session there, with the role that the person has there', async () => {
    await switchWorkspace(here.sales, { workspaceId: there.id }, token);
    const session = await resolveSession(db(), token);
    expect(session?.ctx.workspace.id).toBe(there.id);
    expect(session?.person.role).toBe('manager');
  });

  test('refuses a workspace of others, one that is missing, and one left, in the same words', async () => {
    await refused(switchWorkspace(here.sales, { workspaceId: stranger.id }, token), 'not_found');
    await refused(switchWorkspace(here.sales, { workspaceId: 987_654_321 }, token), 'not_found');
    await db()
      .update(memberships)
      .set({ deactivatedAt: new Date() })
      .where(eq(memberships.workspaceId, there.id));
    await refused(switchWorkspace(here.sales, { workspaceId: there.id }, token), 'not_found');
    expect((await resolveSession(db(), token))?.ctx.workspace.id).toBe(here.id);
  });

  test('moves nobody else’s session', async () => {
    const other = await openSession(db(), { userId: userIdOf(here.admin), workspaceId: here.id });
    await refused(switchWorkspace(here.sales, { workspaceId: there.id }, other), 'not_found');
  });

  test.each([[{}], [{ workspaceId: '1e3' }], [{ workspaceId: -1 }], [null]])('refuses %j', async (input) => {
    await refused(switchWorkspace(here.sales, input, token), 'invalid');
  });
});

test('a session knows the workspaces that the person may enter, and only those', async () => {
  const ids = async () => (await resolveSession(db(), token))?.workspaces.map((one) => one.id);
  expect((await ids())?.toSorted()).toEqual([here.id, there.id].toSorted());
  await db()
    .update(memberships)
    .set({ deactivatedAt: new Date() })
    .where(eq(memberships.workspaceId, there.id));
  expect(await ids()).toEqual([here.id]);
});
