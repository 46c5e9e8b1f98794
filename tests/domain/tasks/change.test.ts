import { beforeAll, expect, test } from 'vitest';
import { addTask } from '#domain/tasks/add.ts';
import { changeTask } from '#domain/tasks/change.ts';
import { completeTask } from '#domain/tasks/complete.ts';
import { deleteTask } from '#domain/tasks/delete.ts';
import { reopenTask } from '#domain/tasks/reopen.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';
import { taskRow, toldIn } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let contactId: number;

beforeAll(async () => {
  desk = await makeDesk(db());
  contactId = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
});

const add = async (title = 'Ligar') =>
  (await addTask(desk.admin, { contactId, title, dueAt: '2026-03-05' })).taskId;
const lastEvent = async () => (await contactEventsOf(desk.admin, contactId)).at(-1);

test('what it says, when and whose it is are changed; its new person is told', async () => {
  const id = await add();
  const ownerId = userIdOf(desk.manager);
  const changed = await changeTask(desk.sales, {
    id,
    version: 1,
    title: 'Escrever',
    dueAt: '2026-03-06T10:00',
    ownerId,
  });
  expect(changed).toEqual({ taskId: id, version: 2 });
  expect(await taskRow(desk.admin, id)).toMatchObject({
    title: 'Escrever',
    dueAt: new Date('2026-03-06T13:00:00Z'),
    personId: ownerId,
  });
  expect(await lastEvent()).toMatchObject({
    kind: 'contact.task_changed',
    before: { title: 'Ligar', assigneeId: null },
    after: { taskId: id, title: 'Escrever', assigneeId: ownerId },
  });
  expect((await toldIn(desk.admin)).at(-1)).toMatchObject({
    userId: ownerId,
    kind: 'task_given',
    taskId: id,
  });
});

test('saved as it was, nothing happens', async () => {
  const id = await add();
  const before = await lastEvent();
  const same = { id, version: 1, title: 'Ligar', dueAt: '2026-03-05', ownerId: null };
  expect(await changeTask(desk.sales, same)).toEqual({ taskId: id, version: 1 });
  expect(await lastEvent()).toEqual(before);
});

test('of two who change it at once, one is told what the other wrote', async () => {
  const id = await add();
  const facts = { id, version: 1, dueAt: '2026-03-07' };
  const results = await Promise.allSettled([
    changeTask(desk.admin, { ...facts, title: 'Um' }),
    changeTask(desk.sales, { ...facts, title: 'Dois' }),
  ]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const row = await taskRow(desk.admin, id);
  const error = await refused(deleteTask(desk.admin, { id, version: 1 }), 'stale');
  expect(error.details).toEqual({
    version: 2,
    title: row?.title,
    ownerId: null,
    day: '2026-03-07',
    time: '',
  });
});

test('done by two at once it is done once, with one event; and it can be opened again', async () => {
  const id = await add('Feita duas vezes');
  await Promise.all([completeTask(desk.admin, { id }), completeTask(desk.sales, { id })]);
  const mine = async () =>
    (await contactEventsOf(desk.admin, contactId))
      .filter(({ after }) => (after as { taskId?: number } | null)?.taskId === id)
      .map(({ kind }) => kind);
  expect(await mine()).toEqual(['contact.task_added', 'contact.task_done']);
  const done = await taskRow(desk.admin, id);
  expect(done?.doneAt).toBeInstanceOf(Date);
  expect([userIdOf(desk.admin), userIdOf(desk.sales)]).toContain(done?.doneBy);
  await reopenTask(desk.sales, { id });
  await reopenTask(desk.sales, { id });
  expect(await taskRow(desk.admin, id)).toMatchObject({ doneAt: null, doneBy: null, version: 3 });
  expect(await mine()).toEqual(['contact.task_added', 'contact.task_done', 'contact.task_reopened']);
});

test('deleted it is gone, and its history says so', async () => {
  const id = await add();
  await deleteTask(desk.sales, { id, version: 1 });
  expect(await taskRow(desk.admin, id)).toBeUndefined();
  expect(await lastEvent()).toMatchObject({ kind: 'contact.task_deleted', before: { taskId: id } });
  await refused(deleteTask(desk.sales, { id, version: 1 }), 'not_found');
});

test('another workspace’s, and a colleague’s contact’s, are not found; a task of one’s own is', async () => {
  const id = await add();
  const theirs = await makeDesk(db());
  const facts = { version: 1, title: 'x' };
  for (const verb of [changeTask, completeTask, reopenTask, deleteTask]) {
    await refused(verb(theirs.admin, { id, ...facts }), 'not_found');
  }
  const confined = await makeDesk(db(), { salesScope: 'own' });
  const contact = await makeContact(confined.admin, {
    statusId: confined.novo,
    originId: confined.whatsapp,
    ownerId: userIdOf(confined.manager),
  });
  const hidden = await addTask(confined.manager, { contactId: contact, title: 'Alheia' });
  await refused(completeTask(confined.sales, { id: hidden.taskId }), 'not_found');
  const ownerId = userIdOf(confined.sales);
  const given = await addTask(confined.manager, { contactId: contact, title: 'Dada', ownerId });
  await completeTask(confined.sales, { id: given.taskId });
  expect((await taskRow(confined.admin, given.taskId))?.doneBy).toBe(ownerId);
});
