import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { splitContact } from '#domain/contacts/split.ts';
import type { Ctx } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { eraseContact } from '#domain/privacy/erase.ts';
import { exportPersonalData } from '#domain/privacy/export.ts';
import { addTask } from '#domain/tasks/add.ts';
import { completeTask } from '#domain/tasks/complete.ts';
import { countTaskShows, listTasks, listTasksOf } from '#domain/tasks/list.ts';
import { parseTaskQuery, tasksHref } from '#domain/tasks/task-query.ts';
import { purgeTrash } from '#domain/upkeep/purge-trash.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, mergeAsNow, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;

beforeAll(async () => {
  desk = await makeDesk(db());
});

const contactOf = (on: Desk, facts: { ownerId?: number; firstName?: string; lastName?: string } = {}) =>
  makeContact(on.admin, { statusId: on.novo, originId: on.whatsapp, ...facts });
const titles = async (ctx: Ctx, address: Record<string, string>) =>
  (await listTasks(ctx, parseTaskQuery(address))).tasks.map(({ title }) => title);
const openOf = async (ctx: Ctx, contactId: number) =>
  (await listTasksOf(ctx, contactId)).open.map(({ title }) => title);

test('mine, everyone’s, overdue and done, each in its order and with its number', async () => {
  const here = await makeDesk(db());
  const sales = userIdOf(here.sales);
  const [own, other] = [await contactOf(here, { ownerId: sales }), await contactOf(here)];
  const add = (contactId: number, title: string, facts: object = {}) =>
    addTask(here.admin, { contactId, title, ...facts });
  await add(own, 'sem data');
  await add(own, 'amanhã', { dueAt: new Date(Date.now() + 86_400_000) });
  await add(own, 'ontem', { dueAt: new Date(Date.now() - 86_400_000) });
  await add(other, 'dada', { ownerId: sales, dueAt: new Date(Date.now() + 3_600_000) });
  await add(other, 'de ninguém');
  await add(own, 'da gerência', { ownerId: userIdOf(here.manager) });
  for (const title of ['feita antes', 'feita depois']) {
    await completeTask(here.sales, { id: (await add(own, title)).taskId });
  }
  expect(await titles(here.sales, {})).toEqual(['ontem', 'dada', 'amanhã', 'sem data']);
  expect(await titles(here.sales, { show: 'overdue' })).toEqual(['ontem']);
  expect(await titles(here.sales, { show: 'done' })).toEqual(['feita depois', 'feita antes']);
  expect((await titles(here.sales, { of: 'everyone' })).toSorted()).toEqual(
    ['ontem', 'dada', 'amanhã', 'sem data', 'de ninguém', 'da gerência'].toSorted(),
  );
  expect(await countTaskShows(here.sales, 'mine')).toEqual({ open: 4, overdue: 1, done: 2 });
  expect(await countTaskShows(here.sales, 'everyone')).toEqual({ open: 6, overdue: 1, done: 2 });
  expect(await titles(desk.admin, { of: 'everyone' })).not.toContain('ontem');
});

test('pages follow each other, past those without a date, and nothing is missing or doubled', async () => {
  const here = await makeDesk(db());
  const contactId = await contactOf(here, { ownerId: userIdOf(here.sales) });
  await db().execute(sql`
    insert into tasks (workspace_id, contact_id, title, due_at)
    select ${here.id}, ${contactId}, 'T' || n, case when n % 2 = 0 then now() + make_interval(mins => n / 10) end
    from generate_series(1, 120) n`);
  const seen: string[] = [];
  let after = '';
  for (let pages = 0; pages < 5; pages += 1) {
    const page = await listTasks(here.sales, parseTaskQuery({ after }));
    seen.push(...page.tasks.map(({ title }) => title));
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
  expect(seen.slice(0, 60).every((title) => Number(title.slice(1)) % 2 === 0)).toBe(true);
  const error = await refused(listTasks(here.sales, parseTaskQuery({ after: 'x' })), 'invalid');
  expect(error.fields.cursor?.code).toBe('invalid');
});

test('who sees only their own contacts sees their tasks and nobody’s, and no name of a colleague’s contact', async () => {
  const here = await makeDesk(db(), { salesScope: 'own' });
  const [mine, theirs] = [userIdOf(here.sales), userIdOf(here.manager)];
  const [own, nobodys, colleagues] = [
    await contactOf(here, { ownerId: mine }),
    await contactOf(here),
    await contactOf(here, { ownerId: theirs }),
  ];
  await addTask(here.admin, { contactId: own, title: 'minha' });
  await addTask(here.admin, { contactId: nobodys, title: 'de ninguém' });
  await addTask(here.admin, { contactId: colleagues, title: 'alheia' });
  await addTask(here.admin, { contactId: colleagues, title: 'dada a mim', ownerId: mine });
  expect((await titles(here.sales, { of: 'everyone' })).toSorted()).toEqual([
    'dada a mim',
    'de ninguém',
    'minha',
  ]);
  expect(await countTaskShows(here.sales, 'everyone')).toMatchObject({ open: 3 });
  const { tasks } = await listTasks(here.sales, parseTaskQuery({}));
  expect(tasks.map(({ title, contact }) => [title, contact === null])).toEqual([
    ['minha', false],
    ['dada a mim', true],
  ]);
  await refused(listTasksOf(here.sales, colleagues), 'not_found');
});

test('a deleted contact’s tasks are away, come back with it, and go for good with it', async () => {
  const here = await makeDesk(db());
  const id = await contactOf(here, { ownerId: userIdOf(here.sales) });
  await addTask(here.admin, { contactId: id, title: 'Ligar' });
  await deleteContact(here.admin, { id, version: 1 });
  expect(await titles(here.sales, {})).toEqual([]);
  expect(await countTaskShows(here.sales, 'mine')).toMatchObject({ open: 0 });
  await restoreContact(here.admin, { id });
  expect(await titles(here.sales, {})).toEqual(['Ligar']);
  await deleteContact(here.admin, { id, version: 2 });
  await purgeTrash(db(), new Date(Date.now() + 40 * 86_400_000));
  expect(await db().execute(sql`select 1 from tasks where contact_id = ${id}`)).toHaveLength(0);
});

test('tasks follow a merge, and go back with a split', async () => {
  const sales = userIdOf(desk.sales);
  const [into, from] = [await contactOf(desk, { ownerId: sales }), await contactOf(desk)];
  await addTask(desk.admin, { contactId: into, title: 'de quem fica' });
  await addTask(desk.admin, { contactId: from, title: 'de quem vai' });
  const { mergeId } = await mergeAsNow(desk.admin, into, from);
  expect((await openOf(desk.admin, into)).toSorted()).toEqual(['de quem fica', 'de quem vai']);
  expect((await titles(desk.sales, {})).toSorted()).toEqual(['de quem fica', 'de quem vai']);
  await splitContact(desk.admin, { mergeId });
  expect(await openOf(desk.admin, into)).toEqual(['de quem fica']);
  expect(await openOf(desk.admin, from)).toEqual(['de quem vai']);
  expect(await titles(desk.sales, {})).toEqual(['de quem fica']);
});

test('they are in the file of a person’s data, and go when the person is erased', async () => {
  const id = await contactOf(desk, { firstName: 'Canária', lastName: 'Amarela' });
  await addTask(desk.admin, { contactId: id, title: 'Levar alpiste à Canária' });
  const { data } = await exportPersonalData(desk.admin, { id, format: 'json' });
  expect(data.sections.tasks).toMatchObject([{ title: 'Levar alpiste à Canária' }]);
  await eraseContact(desk.admin, { id, name: 'Canária Amarela' }, '.tmp/no-uploads');
  const left = await db().execute<{ hits: number }>(sql`
    select (select count(*) from tasks where title like '%alpiste%')::int
      + (select count(*) from contact_events where before::text || after::text like '%alpiste%')::int as hits`);
  expect(left[0]?.hits).toBe(0);
});

test('whoever leaves hands open tasks over, each with its event', async () => {
  const here = await makeDesk(db());
  const leaving = await here.addMember('sales');
  const [fromId, toId] = [userIdOf(leaving), userIdOf(here.sales)];
  const contactId = await contactOf(here);
  const open = await addTask(here.admin, { contactId, title: 'aberta', ownerId: fromId });
  const done = await addTask(here.admin, { contactId, title: 'feita', ownerId: fromId });
  await completeTask(leaving, { id: done.taskId });
  await deactivateMember(here.admin, { userId: fromId, contactsTo: toId });
  expect(await titles(here.sales, {})).toEqual(['aberta']);
  const event = (await contactEventsOf(here.admin, contactId)).at(-1);
  expect(event).toMatchObject({
    kind: 'contact.task_changed',
    before: { taskId: open.taskId, assigneeId: fromId },
    after: { taskId: open.taskId, assigneeId: toId },
  });
});

test('of one member, of nobody, and of some contacts alone', async () => {
  const here = await makeDesk(db());
  const sales = userIdOf(here.sales);
  const [own, other] = [await contactOf(here, { ownerId: sales }), await contactOf(here)];
  await addTask(here.admin, { contactId: own, title: 'dela' });
  await addTask(here.admin, { contactId: other, title: 'dada', ownerId: sales });
  await addTask(here.admin, { contactId: other, title: 'de ninguém' });
  const of = String(sales);
  expect((await titles(here.admin, { of })).toSorted()).toEqual(['dada', 'dela']);
  expect(await titles(here.admin, { of: 'none' })).toEqual(['de ninguém']);
  expect(await titles(here.admin, { of, owner: of })).toEqual(['dela']);
  expect(await titles(here.admin, { of, owner: 'none', active: 'yes' })).toEqual(['dada']);
  expect(await titles(here.admin, { of, active: 'no' })).toEqual([]);
  expect(await titles(here.admin, { of, segment: '999999' })).toEqual([]);
  const { about } = parseTaskQuery({ owner: of });
  expect(await countTaskShows(here.admin, 'everyone', about)).toMatchObject({ open: 1 });
});

test('who sees only their own is not shown another member’s', async () => {
  const here = await makeDesk(db(), { salesScope: 'own' });
  const contactId = await contactOf(here);
  await addTask(here.admin, { contactId, title: 'da gerência', ownerId: userIdOf(here.manager) });
  expect(await titles(here.sales, { of: String(userIdOf(here.manager)) })).toEqual([]);
  expect(await titles(here.sales, { of: '999999' })).toEqual([]);
});

test.each([
  '/tasks',
  '/tasks?of=none&show=overdue',
  '/tasks?of=7&show=done&origin=1%2C2&active=yes&filter=all%28status.is%3A1%29&segment=3',
])('%s is read as it is spelt', (href) => {
  const params = Object.fromEntries(new URL(href, 'http://localhost').searchParams);
  expect(tasksHref(parseTaskQuery(params))).toBe(href);
});
