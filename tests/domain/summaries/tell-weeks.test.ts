import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import { contacts } from '#db/schema/contacts.ts';
import { notifications } from '#db/schema/notices.ts';
import { weeklySummaries } from '#db/schema/weekly-summaries.ts';
import { countContacts } from '#domain/contacts/count.ts';
import { parseContactListQuery } from '#domain/contacts/query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { setPreferences } from '#domain/members/set-preferences.ts';
import { listNotifications } from '#domain/notifications/list.ts';
import { readFlow } from '#domain/reports/flow.ts';
import { readFunnel } from '#domain/reports/funnel.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';
import { readTeam } from '#domain/reports/team.ts';
import type { WeekFacts } from '#domain/summaries/facts.ts';
import { readWeek } from '#domain/summaries/read-week.ts';
import { tellWeeks, type WriteWeek } from '#domain/summaries/tell-weeks.ts';
import { createTarget } from '#domain/targets/create.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useReceiver } from '../../support/receiver.ts';
import { refused } from '../../support/refusals.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useReceiver({ APP_URL: 'https://crm.empresa.com' });
/** Of the week from Monday the 16th; told on Monday the 23rd at eight in São Paulo. */
const MONDAY = new Date('2026-11-23T11:00:00Z');
const inWeek = new Date('2026-11-18T12:00:00Z');
const write: WriteWeek = (facts, reader) => ({
  body: `${reader.locale} ${facts.figures.arrivals.value}`,
  email: { subject: 'Semana', text: reader.url, html: '<p>' },
});

let workspace: TestWorkspace;
let base: { statusId: number; originId: number };
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  base = {
    statusId: await workspace.addStatus('Novo', { isDefault: true }),
    originId: await workspace.addOrigin('Site'),
  };
});

async function arrive(ownerId: number | null = null): Promise<void> {
  const id = await makeContact(workspace.admin, { ...base, ownerId });
  await db().update(contacts).set({ createdAt: inWeek }).where(eq(contacts.id, id));
}

const choose = (ctx: Ctx, weeklySummary: object) => setPreferences(ctx, { weeklySummary });
const told = async (ctx: Ctx) => (await listNotifications(ctx, { show: 'all', after: null })).items;
const mails = async () => {
  const rows = await db().select().from(outgoingCalls).where(eq(outgoingCalls.workspaceId, workspace.id));
  return rows.map(({ payload }) => (payload as { to: string }).to);
};
const weeks = () => db().select().from(weeklySummaries).where(eq(weeklySummaries.workspaceId, workspace.id));

test('a week is told once to those who lead, by notification and e-mail, however many workers ask', async () => {
  await arrive();
  await Promise.all([1, 2, 3].map(() => tellWeeks(db(), write, { now: MONDAY, byEmail: true })));
  await tellWeeks(db(), write, { now: new Date(MONDAY.getTime() + 3_600_000), byEmail: true });
  for (const ctx of [workspace.admin, workspace.manager])
    expect((await told(ctx)).map(({ kind, body, week }) => [kind, body, week])).toEqual([
      ['weekly_summary', 'pt-BR 1', '2026-11-16'],
    ]);
  expect(await told(workspace.sales)).toEqual([]);
  expect(await mails()).toHaveLength(2);
  expect(await weeks()).toMatchObject([{ week: '2026-11-16', told: 2 }]);
});

test('not before Monday at eight, nor when the week is old', async () => {
  await arrive();
  await tellWeeks(db(), write, { now: new Date(MONDAY.getTime() - 1), byEmail: true });
  await tellWeeks(db(), write, { now: new Date(MONDAY.getTime() + 48 * 3_600_000), byEmail: true });
  expect(await weeks()).toEqual([]);
  await tellWeeks(db(), write, { now: new Date(MONDAY.getTime() + 47 * 3_600_000), byEmail: true });
  expect(await told(workspace.admin)).toHaveLength(1);
});

test('each chooses how; who has left is told nothing, and sales staff of their own contacts', async () => {
  await arrive();
  await arrive(userIdOf(workspace.sales));
  await choose(workspace.admin, { notification: false, email: true });
  await choose(workspace.sales, { notification: true, email: false });
  const gone = await workspace.addMember('manager', 'Quem saiu');
  await deactivateMember(workspace.admin, { userId: userIdOf(gone), contactsTo: userIdOf(workspace.admin) });
  await tellWeeks(db(), write, { now: MONDAY, byEmail: true });
  expect(await told(workspace.admin)).toEqual([]);
  expect((await told(workspace.manager)).map(({ body }) => body)).toEqual(['pt-BR 2']);
  expect((await told(workspace.sales)).map(({ body }) => body)).toEqual(['pt-BR 1']);
  expect(await mails()).toHaveLength(2);
  const rows = await db().select().from(notifications).where(eq(notifications.workspaceId, workspace.id));
  expect(rows).toHaveLength(2);
  await refused(choose(workspace.sales, { notification: 'yes' }), 'invalid');
});

test('without a mail server no e-mail waits, and a week in which nothing happened is told to nobody', async () => {
  await tellWeeks(db(), write, { now: MONDAY, byEmail: false });
  expect(await weeks()).toMatchObject([{ told: 0 }]);
  expect(await told(workspace.admin)).toEqual([]);
  await arrive();
  await db().execute(sql`delete from weekly_summaries`);
  await tellWeeks(db(), write, { now: MONDAY, byEmail: false });
  expect(await told(workspace.admin)).toHaveLength(1);
  expect(await mails()).toEqual([]);
});

test('what fails for one workspace holds up no other, and is told at the next run', async () => {
  await arrive();
  const first = workspace;
  workspace = await makeWorkspace(db());
  base = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  await arrive();
  const names = new Set<string>();
  const once: WriteWeek = (facts, reader) => {
    if (names.size === 0 && names.add(reader.workspace)) throw new Error('broken');
    return write(facts, reader);
  };
  await tellWeeks(db(), once, { now: MONDAY, byEmail: true });
  await tellWeeks(db(), write, { now: MONDAY, byEmail: true });
  for (const { admin } of [first, workspace]) expect(await told(admin)).toHaveLength(1);
});

let world: ReportWorld;
let facts: WeekFacts;
const week = { from: '2024-03-04', to: '2024-03-10' };
beforeAll(async () => {
  world = await makeReportWorld(db());
  const thingId = world.statuses.ganho;
  await createTarget(world.admin, { kind: 'status', thingId, span: 'week', amount: 2 });
  facts = await readWeek(world.admin, week, new Date('2024-03-11T12:00:00Z'));
});

test('figures are those of the reports, and those of contacts open just these', async () => {
  const scopeAt = (from: string, to: string) =>
    scopesOf(world.admin, { ...parseReportQuery({}), period: { from, to } }, new Date()).scope;
  const scope = scopeAt(week.from, week.to);
  const { arrivals, moves, won, lost } = facts.figures;
  expect(arrivals.value).toBe((await readFunnel(world.admin, scope, 'then')).arrivals);
  expect(moves.value).toBe((await readFlow(world.admin, scope, 'then')).moves);
  const before = scopeAt('2024-02-26', '2024-03-03');
  expect(arrivals.before).toBe((await readFunnel(world.admin, before, 'then')).arrivals);
  const { rows } = await readTeam(world.admin, scope);
  expect(won.value).toBe(rows.reduce((sum, row) => sum + row.won, 0));
  expect(won.value).toBeGreaterThan(0);
  for (const { value, href } of [won, lost]) {
    const { filter } = parseContactListQuery(Object.fromEntries(new URLSearchParams(href.split('?')[1])));
    expect((await countContacts(world.admin, filter)).total).toBe(value);
  }
  expect(arrivals.href).toBe('/reports/funnel?period=2024-03-04..2024-03-10');
  expect(facts.targets).toMatchObject([{ amount: 2, reached: expect.any(Number) }]);
  expect(facts.bestOrigin?.arrivals).toBeGreaterThan(0);
});

test('sales staff read their own: as their row of the team, answers too', async () => {
  const own = await readWeek(world.sales, week);
  const query = { ...parseReportQuery({}), period: week, ownerIds: ['me' as const] };
  const { scope } = scopesOf(world.sales, query, new Date());
  const [row] = (await readTeam(world.sales, scope)).rows;
  expect(own.isOwn).toBe(true);
  expect(own.figures.arrivals.value).toBe(row?.arrivals);
  expect(own.figures.won.value).toBe(row?.won);
  expect(own.answer.seconds).toBe(row && row.answered >= 5 ? row.answerSeconds : null);
  expect(own.targets).toEqual([]);
  expect(own.figures.arrivals.href).toContain('owner=me');
});
