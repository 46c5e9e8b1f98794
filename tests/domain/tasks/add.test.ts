import { beforeAll, describe, expect, test } from 'vitest';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { automationCtx } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { addTask } from '#domain/tasks/add.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';
import { taskRow, toldIn } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let contactId: number;

const contactOf = (on: Desk, ownerId: number | null = null) =>
  makeContact(on.admin, { statusId: on.novo, originId: on.whatsapp, ownerId });

beforeAll(async () => {
  desk = await makeDesk(db());
  contactId = await contactOf(desk);
});

test('a task stands with its contact, its event, and tells its person', async () => {
  const other = await makeDesk(db());
  const id = await contactOf(other);
  const ownerId = userIdOf(other.manager);
  const { taskId } = await addTask(other.sales, {
    contactId: id,
    title: '  Mandar a proposta ',
    dueAt: '2026-03-05T09:30',
    ownerId,
  });
  const dueAt = new Date('2026-03-05T12:30:00Z');
  expect(await taskRow(other.admin, taskId)).toMatchObject({
    contactId: id,
    title: 'Mandar a proposta',
    dueAt,
    ownerId,
    personId: ownerId,
    createdBy: userIdOf(other.sales),
    doneAt: null,
    version: 1,
  });
  expect((await contactEventsOf(other.admin, id)).at(-1)).toMatchObject({
    kind: 'contact.task_added',
    actorId: userIdOf(other.sales),
    after: { taskId, title: 'Mandar a proposta', dueAt: dueAt.toISOString(), assigneeId: ownerId },
  });
  expect(await toldIn(other.admin)).toEqual([
    { userId: ownerId, kind: 'task_given', body: 'Mandar a proposta', contactId: id, taskId },
  ]);
});

test('nobody is told of what they gave themselves', async () => {
  const other = await makeDesk(db());
  const id = await contactOf(other, userIdOf(other.sales));
  await addTask(other.sales, { contactId: id, title: 'Ligar' });
  await addTask(other.sales, { contactId: id, title: 'Ligar', ownerId: userIdOf(other.sales) });
  expect(await toldIn(other.admin)).toEqual([]);
});

test('a run of an automation adds one, and its event bears the run', async () => {
  const { taskId } = await addTask(automationCtx(db(), desk.admin.workspace, 77), {
    contactId,
    title: 'Ligar',
    dueAt: new Date('2026-03-05T12:30:00Z'),
    ownerId: null,
  });
  expect(await taskRow(desk.admin, taskId)).toMatchObject({ runId: 77, createdBy: null });
  expect((await contactEventsOf(desk.admin, contactId)).at(-1)).toMatchObject({
    actorKind: 'automation',
    runId: 77,
  });
});

test('given to whoever owns the contact, it goes where the contact goes', async () => {
  const id = await contactOf(desk);
  const { taskId } = await addTask(desk.admin, { contactId: id, title: 'Ligar' });
  expect((await taskRow(desk.admin, taskId))?.personId).toBeNull();
  await setContactOwner(desk.admin, { id, version: 1, ownerId: userIdOf(desk.sales) });
  expect((await taskRow(desk.admin, taskId))?.personId).toBe(userIdOf(desk.sales));
  await setContactOwner(desk.admin, { id, version: 2, ownerId: null });
  expect((await taskRow(desk.admin, taskId))?.personId).toBeNull();
});

test('added while the contact changes hands, it is whose the contact is', async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = await contactOf(desk);
    const ownerId = userIdOf(desk.sales);
    const [added] = await Promise.all([
      addTask(desk.admin, { contactId: id, title: 'Ligar' }),
      setContactOwner(desk.admin, { id, version: 1, ownerId }),
    ]);
    expect((await taskRow(desk.admin, added.taskId))?.personId).toBe(ownerId);
  }
});

describe('refused', () => {
  test.each<[object, string, string]>([
    [{ title: ' ' }, 'title', 'required'],
    [{ title: '\u3164' }, 'title', 'required'],
    [{ title: 'a\0' }, 'title', 'bad_characters'],
    [{ title: 'x'.repeat(201) }, 'title', 'too_long'],
    [{ dueAt: '2026-02-31' }, 'dueAt', 'invalid'],
    [{ dueAt: 12 }, 'dueAt', 'invalid'],
    [{ dueAt: new Date('x') }, 'dueAt', 'invalid'],
    [{ dueAt: new Date('2200-01-01T00:00:00Z') }, 'dueAt', 'invalid'],
    [{ dueAt: new Date(-8.64e15) }, 'dueAt', 'invalid'],
    [{ ownerId: 999_999_999 }, 'ownerId', 'gone'],
    [{ ownerId: 2 ** 53 }, 'ownerId', 'invalid_id'],
    [{ contactId: [] }, 'contactId', 'invalid_id'],
  ])('%j', async (part, field, code) => {
    const error = await refused(addTask(desk.admin, { contactId, title: 'Ligar', ...part }), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
  });

  test('for a contact of another workspace, a missing and a colleague’s one', async () => {
    const theirs = await makeDesk(db());
    await refused(addTask(theirs.admin, { contactId, title: 'Ligar' }), 'not_found');
    await refused(addTask(desk.admin, { contactId: 999_999_999, title: 'Ligar' }), 'not_found');
    const confined = await makeDesk(db(), { salesScope: 'own' });
    const id = await contactOf(confined, userIdOf(confined.manager));
    await refused(addTask(confined.sales, { contactId: id, title: 'Ligar' }), 'not_found');
  });

  test('for somebody of another workspace, or who has left', async () => {
    const theirs = await makeDesk(db());
    const left = await desk.addMember('sales');
    await deactivateMember(desk.admin, { userId: userIdOf(left), contactsTo: null });
    for (const ownerId of [userIdOf(theirs.sales), userIdOf(left)]) {
      const error = await refused(addTask(desk.admin, { contactId, title: 'Ligar', ownerId }), 'invalid');
      expect(error.fields.ownerId?.code).toBe('gone');
    }
  });
});

test('nothing can be set that the form does not name', async () => {
  const { taskId } = await addTask(desk.admin, {
    contactId,
    title: 'Ligar',
    id: 1,
    workspaceId: 1,
    version: 9,
    doneAt: new Date(),
    personId: 1,
  });
  expect(await taskRow(desk.admin, taskId)).toMatchObject({ version: 1, doneAt: null, personId: null });
});
