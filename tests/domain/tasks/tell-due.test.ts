import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { addTask } from '#domain/tasks/add.ts';
import { changeTask } from '#domain/tasks/change.ts';
import { completeTask } from '#domain/tasks/complete.ts';
import { tellDueTasks } from '#domain/tasks/tell-due.ts';
import { localDay } from '#lib/dates.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';
import { toldIn } from './support.ts';

const { db } = useDatabase();

async function makeOwned(): Promise<{ desk: Desk; contactId: number }> {
  const desk = await makeDesk(db());
  const facts = { statusId: desk.novo, originId: desk.whatsapp, ownerId: userIdOf(desk.sales) };
  return { desk, contactId: await makeContact(desk.admin, facts) };
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const bodies = async (desk: Desk) =>
  (await toldIn(desk.admin)).filter(({ kind }) => kind === 'task_due').map(({ body }) => body);

test('what is due is told once, however many workers look; what is not, is done, or of nobody living, is not', async () => {
  const { desk, contactId } = await makeOwned();
  const add = (title: string, dueAt: Date | null, id = contactId) =>
    addTask(desk.admin, { contactId: id, title, dueAt });
  await add('agora', inMinutes(-1));
  await add('depois', inMinutes(10));
  await add('sem data', null);
  await completeTask(desk.admin, { id: (await add('feita', inMinutes(-1))).taskId });
  const gone = await makeContact(desk.admin, {
    statusId: desk.novo,
    originId: desk.whatsapp,
    ownerId: userIdOf(desk.sales),
  });
  await add('de quem se foi', inMinutes(-1), gone);
  await deleteContact(desk.admin, { id: gone, version: 1 });
  await Promise.all([tellDueTasks(db()), tellDueTasks(db()), tellDueTasks(db())]);
  await tellDueTasks(db());
  expect(await bodies(desk)).toEqual(['agora']);
});

test('a new date is told of again', async () => {
  const { desk, contactId } = await makeOwned();
  const { taskId: id } = await addTask(desk.admin, { contactId, title: 'Ligar', dueAt: inMinutes(-5) });
  await tellDueTasks(db());
  await changeTask(desk.admin, { id, version: 1, title: 'Ligar', dueAt: inMinutes(-1) });
  await tellDueTasks(db());
  await tellDueTasks(db());
  expect(await bodies(desk)).toEqual(['Ligar', 'Ligar']);
});

test.each([
  // Zones in which it is now well into the morning, and well before it.
  [10, ['o dia todo']],
  [4, []],
])('a task of a whole day is told of in the morning: at %i o’clock, %j', async (hour, told) => {
  const { desk, contactId } = await makeOwned();
  const behind = (new Date().getUTCHours() - hour + 24) % 24;
  // Etc/GMT+3 is three hours behind UTC; the other side of the date line is reached from the east.
  const timeZone = behind <= 12 ? `Etc/GMT+${behind}` : `Etc/GMT-${24 - behind}`;
  await db().execute(sql`update workspaces set time_zone = ${timeZone} where id = ${desk.id}`);
  const { actor, workspace } = desk.admin;
  const there = { ...desk.admin, actor, workspace: { ...workspace, timeZone } };
  await addTask(there, { contactId, title: 'o dia todo', dueAt: localDay(new Date(), timeZone) });
  await tellDueTasks(db());
  expect(await bodies(desk)).toEqual(told);
});
