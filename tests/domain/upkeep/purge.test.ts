import { randomUUID } from 'node:crypto';
import { count, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { automationRunSteps, automationRuns } from '#db/schema/automation-runs.ts';
import { automationInbox, automationMisses, segmentWatch } from '#db/schema/automations.ts';
import { contactTrash } from '#db/schema/contacts.ts';
import { invitations } from '#db/schema/invitations.ts';
import { contactMerges } from '#db/schema/merges.ts';
import { sessions, signInAttempts } from '#db/schema/sessions.ts';
import { purgeAccess } from '#domain/upkeep/purge-access.ts';
import { purgeTrash } from '#domain/upkeep/purge-trash.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeAutomation, startRun, steps, workAll } from '../../support/run.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
const now = new Date('2026-05-20T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function totalOf(table: PgTable): Promise<number> {
  const [row] = await db().select({ total: count() }).from(table);
  return row?.total ?? 0;
}

test('the trash keeps what was deleted within 30 days', async () => {
  const { id } = await makeWorkspace(db());
  await db().execute(sql`
    insert into contact_trash (workspace_id, contact_id, contact, identities, deleted_at)
    select ${id}, n, '{}', '[]', ${daysAgo(30).toISOString()}::timestamptz - make_interval(secs => n - 3)
    from generate_series(1, 12003) n`);
  expect(await purgeTrash(db(), now)).toBe(12_000);
  expect(await totalOf(contactTrash)).toBe(3);
  expect(await purgeTrash(db(), now)).toBe(0);
});

test('with a contact goes what merging kept of those who became part of it', async () => {
  const { id: workspaceId } = await makeWorkspace(db());
  const merge = (fromId: number, intoId: number) => ({
    workspaceId,
    fromId,
    intoId,
    changeId: randomUUID(),
    taken: {},
    before: {},
    mergedAt: now,
  });
  await db()
    .insert(contactMerges)
    .values([merge(1, 2), merge(2, 3), merge(8, 9)]);
  await db()
    .insert(contactTrash)
    .values({ workspaceId, contactId: 3, contact: {}, identities: [], deletedAt: daysAgo(31) });
  expect(await purgeTrash(db(), now)).toBe(1);
  expect((await db().select().from(contactMerges)).map(({ fromId }) => fromId)).toEqual([8]);
});

test('with a contact goes what automations did with it', async () => {
  const { id: workspaceId, admin } = await makeWorkspace(db());
  const automation = await makeAutomation(admin, steps({ kind: 'note', text: 'x' }));
  await db().execute(sql`
    with segment as (
      insert into segments (workspace_id, name, name_key, query, owner_id) values (${workspaceId}, 'Todos', 'todos', '', 1) returning id)
    insert into watched_segments (workspace_id, segment_id) select ${workspaceId}, id from segment`);
  for (const contactId of [1, 2]) {
    await startRun(admin, automation, contactId);
    await db().execute(sql`
      insert into automation_inbox (workspace_id, what, source, contact_id) values (${workspaceId}, 'answer', 'x', ${contactId})`);
    await db()
      .insert(automationMisses)
      .values({ workspaceId, ...automation, source: `x:${contactId}`, contactId, reason: 'gone' });
    await db().execute(sql`
      insert into segment_watch (workspace_id, segment_id, contact_id)
      select workspace_id, segment_id, ${contactId} from watched_segments where workspace_id = ${workspaceId}`);
  }
  await workAll(admin);
  await db()
    .insert(contactTrash)
    .values({ workspaceId, contactId: 1, contact: {}, identities: [], deletedAt: daysAgo(31) });
  expect(await purgeTrash(db(), now)).toBe(1);
  for (const table of [automationRuns, automationRunSteps, automationInbox, automationMisses, segmentWatch])
    expect(await totalOf(table)).toBe(1);
});

test('access that has ended is forgotten, the rest stays', async () => {
  const { id, admin } = await makeWorkspace(db());
  const userId = admin.actor.kind === 'member' ? admin.actor.userId : 0;
  const session = (tokenHash: string, expiresAt: Date) => ({
    tokenHash,
    userId,
    workspaceId: id,
    lastSeenAt: daysAgo(40),
    expiresAt,
  });
  await db()
    .insert(sessions)
    .values([session('ended', daysAgo(0)), session('open', daysAgo(-1))]);
  await db()
    .insert(signInAttempts)
    .values([
      { subject: 'x', at: daysAgo(1.1) },
      { subject: 'x', at: daysAgo(0.9) },
    ]);
  const invitation = { workspaceId: id, email: 'a@b.example', role: 'sales', invitedBy: userId } as const;
  await db()
    .insert(invitations)
    .values([
      { ...invitation, tokenHash: 'old', expiresAt: daysAgo(31) },
      { ...invitation, tokenHash: 'ended', expiresAt: daysAgo(29) },
    ]);
  expect(await purgeAccess(db(), now)).toEqual({ sessions: 1, attempts: 1, invitations: 1 });
  expect(await totalOf(sessions)).toBe(1);
  expect(await totalOf(signInAttempts)).toBe(1);
  expect(await totalOf(invitations)).toBe(1);
});
