import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { touches } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { reportDays, reportStale } from '#db/schema/report-days.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { updateContact } from '#domain/contacts/update.ts';
import type { Ctx } from '#domain/ctx.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { keepReportDays } from '#domain/reports/kept/keep.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { updateStatus } from '#domain/statuses/update.ts';
import { useDatabase } from '../../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../../support/report-world.ts';
import { countReports, readReports } from './support.ts';

const { db } = useDatabase();
let world: ReportWorld;
/** Everything of the world has happened by then, but for what its tests do. */
const NOW = new Date('2024-04-20T12:00:00Z');
beforeAll(async () => {
  world = await makeReportWorld(db());
  await db()
    .update(workspaces)
    .set({ timeZone: 'America/New_York' })
    .where(eq(workspaces.id, world.workspace.id));
});

const keep = (now = NOW) => keepReportDays(db(), new Date(Date.now() + 60_000), now);
const mine = () => eq(reportDays.workspaceId, world.workspace.id);

const PERIODS = [
  { from: '2024-02-01', to: '2024-04-20' },
  { from: '2024-03-05', to: '2024-03-12' },
];
const readAll = (ctx: Ctx) => readReports(ctx, PERIODS, NOW);
const countAll = (ctx: Ctx) => countReports(ctx, PERIODS, NOW);

test('days that are over are kept, once, and reports add them up', async () => {
  expect(await keep()).toBeGreaterThan(50);
  expect(await keep()).toBe(0);
  const told = await readAll(world.admin);
  expect(told).toEqual(await countAll(world.admin));
  const days = await db().selectDistinct({ day: reportDays.day }).from(reportDays).where(mine());
  expect(
    days
      .map(({ day }) => day)
      .toSorted()
      .at(-1),
  ).toBe('2024-04-19');
  const undone = db().transaction(async (tx) => {
    await tx.update(reportDays).set({ part: {} }).where(mine());
    expect(await readAll({ ...world.admin, db: tx })).not.toEqual(told);
    tx.rollback();
  });
  await expect(undone).rejects.toThrow('Rollback');
});

type Facts = { id: number; version: number };

async function someone(where = sql`is_active and owner_id is not null`): Promise<Facts> {
  const [found] = await db()
    .select({ id: contacts.id, version: contacts.version })
    .from(contacts)
    .where(sql`workspace_id = ${world.workspace.id} and ${where}`)
    .orderBy(contacts.id)
    .limit(1);
  if (!found) throw new Error('nobody');
  return found;
}

/** A message of theirs a minute after somebody arrived who never wrote, and a first answer of ours an hour later. */
async function talk(state: 'accepted' | 'failed') {
  const { id } = await someone(sql`is_active and last_message_at is null`);
  const [{ createdAt } = { createdAt: NOW }] = await db()
    .select({ createdAt: contacts.createdAt })
    .from(contacts)
    .where(eq(contacts.id, id));
  const [before] = await db().select({ numberId: conversations.numberId }).from(conversations).limit(1);
  const workspaceId = world.workspace.id;
  const asked = new Date(createdAt.getTime() + 60_000);
  const facts = { workspaceId, contactId: id, numberId: before?.numberId ?? 0, lastMessageAt: asked };
  const [opened] = await db().insert(conversations).values(facts).returning({ id: conversations.id });
  await db().update(contacts).set({ lastMessageAt: asked }).where(eq(contacts.id, id));
  const said = { workspaceId, contactId: id, conversationId: opened?.id ?? 0, type: 'text' as const };
  const answered = new Date(asked.getTime() + 3_600_000);
  await db()
    .insert(messages)
    .values([
      { ...said, direction: 'in', state: 'received', at: asked },
      { ...said, direction: 'out', state, at: answered },
    ]);
}

async function reachable({ id, version }: Facts): Promise<Facts> {
  return updateContact(world.workspace.admin, { id, version, email: `pessoa${id}@example.com` });
}

let merged = { mergeId: 0 };
const CHANGES: [string, () => Promise<unknown>][] = [
  [
    'a move to a status where the contact never was',
    async () => {
      const { statuses } = world;
      const never = sql`not exists (select from status_stays s where s.contact_id = contacts.id and s.status_id = ${statuses.ganho})`;
      const one = await someone(sql`is_active and ${never}`);
      await moveToStatus(world.workspace.admin, { ...one, statusId: statuses.ganho });
    },
  ],
  [
    'another owner',
    async () => setContactOwner(world.workspace.admin, { ...(await someone()), ownerId: null }),
  ],
  [
    'another origin',
    async () =>
      updateContact(world.workspace.admin, {
        ...(await someone(sql`is_active and origin_id <> ${world.origins.feira}`)),
        originId: world.origins.feira,
      }),
  ],
  [
    'a contact that takes part no more',
    async () => setContactActive(world.workspace.admin, { ...(await someone()), isActive: false }),
  ],
  [
    'one that takes part again',
    async () =>
      setContactActive(world.workspace.admin, { ...(await someone(sql`not is_active`)), isActive: true }),
  ],
  [
    'a contact that is deleted and comes back',
    async () => {
      const one = await someone();
      const told = await readAll(world.admin);
      await deleteContact(world.workspace.admin, one);
      expect(await readAll(world.admin)).toEqual(await countAll(world.admin));
      await keep();
      await restoreContact(world.workspace.admin, { id: one.id });
      expect(await readAll(world.admin)).toEqual(told);
    },
  ],
  [
    'two that are one',
    async () => {
      const into = await reachable(await someone());
      const from = await reachable(await someone(sql`is_active and id > ${into.id}`));
      merged = await mergeContacts(world.workspace.admin, {
        ...{ intoId: into.id, intoVersion: into.version, fromId: from.id, fromVersion: from.version },
        choices: {},
      });
    },
  ],
  ['and two again', () => splitContact(world.workspace.admin, { mergeId: merged.mergeId })],
  ['a first answer', () => talk('accepted')],
  ['an answer that was not taken', () => talk('failed')],
  [
    'and was at last',
    () => db().update(messages).set({ state: 'accepted' }).where(eq(messages.state, 'failed')),
  ],
  ['messages that go', () => db().delete(messages).where(eq(messages.workspaceId, world.workspace.id))],
  [
    'an earlier touch',
    async () => {
      const { id } = await someone();
      const facts = { workspaceId: world.workspace.id, contactId: id, kind: 'ad' as const };
      await db()
        .insert(touches)
        .values({ ...facts, originId: world.origins.feira, at: new Date('2024-01-01T00:00:00Z') });
    },
  ],
  [
    'somebody who arrived earlier than was thought',
    async () =>
      db()
        .update(contacts)
        .set({ createdAt: new Date('2024-02-25T12:00:00Z') })
        .where(eq(contacts.id, (await someone()).id)),
  ],
  [
    'a status that is won from now on',
    async () => {
      const [found] = await db().execute<{ version: number }>(
        sql`select version from statuses where id = ${world.statuses.proposta}`,
      );
      const facts = { id: world.statuses.proposta, version: found?.version ?? 0 };
      await updateStatus(world.workspace.admin, {
        ...facts,
        name: 'Proposta',
        colour: '#3b82f6',
        kind: 'won',
      });
    },
  ],
  [
    'a status that goes',
    () =>
      retireStatus(world.workspace.admin, {
        id: world.statuses.contato,
        moveContactsTo: world.statuses.novo,
      }),
  ],
  [
    'origins that are one',
    () => mergeOrigins(world.workspace.admin, { fromId: world.origins.feira, intoId: world.origins.site }),
  ],
];

test.each(CHANGES)(
  '%s: reports are right at once, and again when its days were counted anew',
  async (_, change) => {
    await keep();
    await change();
    const told = await countAll(world.admin);
    expect(await readAll(world.admin)).toEqual(told);
    await keep();
    expect(
      await db().select().from(reportStale).where(eq(reportStale.workspaceId, world.workspace.id)),
    ).toEqual([]);
    expect(await readAll(world.admin)).toEqual(told);
  },
);

test.each(['arrivals', 'all_arrivals'] as const)(
  'what changed about arrivals alone (%s) leaves what is kept of moves',
  async (about) => {
    await keep();
    const workspaceId = world.workspace.id;
    const day = sql`workspace_id = ${workspaceId} and day = '2024-03-15'`;
    await db()
      .update(reportDays)
      .set({ part: { old: [] } })
      .where(day);
    await db()
      .insert(reportStale)
      .values({ workspaceId, about, quarter: new Date('2024-03-15T15:15:00Z') });
    await keep();
    const kept = await db()
      .select({ kind: reportDays.kind, part: reportDays.part })
      .from(reportDays)
      .where(day);
    const old = kept.filter(({ part }) => Object.keys(part as object)[0] === 'old').map(({ kind }) => kind);
    expect(old.filter((kind) => kind.startsWith('moves-'))).toHaveLength(old.length);
    expect(old.length).toBeGreaterThan(2);
    expect(kept.filter(({ kind }) => kind.startsWith('arrivals-')).length).toBeGreaterThan(4);
    await db().delete(reportDays).where(mine());
  },
);

test('on other clocks days begin anew', async () => {
  const timeZone = 'Asia/Kathmandu';
  await db().update(workspaces).set({ timeZone }).where(eq(workspaces.id, world.workspace.id));
  const admin = { ...world.admin, workspace: { ...world.admin.workspace, timeZone } };
  const told = await countAll(admin);
  expect(await readAll(admin)).toEqual(told);
  expect(await keep()).toBeGreaterThan(50);
  expect(await readAll(admin)).toEqual(told);
});

test('two workers at once count each day once', async () => {
  await db().delete(reportDays).where(mine());
  const counted = await Promise.all([keep(), keep()]);
  expect(Math.max(...counted)).toBeGreaterThan(50);
  expect(await readAll(world.admin)).toEqual(await countAll(world.admin));
});
