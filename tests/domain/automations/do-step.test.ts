import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import { automationTurns } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import { groupMembers } from '#db/schema/groups.ts';
import { notifications, tasks } from '#db/schema/notices.ts';
import type { Action, Branch } from '#domain/automations/types.ts';
import { actorId } from '#domain/ctx.ts';
import { createField } from '#domain/fields/create.ts';
import { createGroup } from '#domain/groups/create.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { makeAutomation, readRun, readTrail, startRun, steps, workAll } from '../../support/run.ts';
import { contactEventsOf, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };
let contactId: number;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  contactId = await makeContact(workspace.admin, { ...place, firstName: 'Ana' });
});

const userOf = (ctx: TestWorkspace['admin']) => actorId(ctx) ?? 0;

async function run(...actions: (Action | Branch)[]) {
  const automation = await makeAutomation(workspace.admin, steps(...actions));
  const id = await startRun(workspace.admin, automation, contactId);
  await workAll(workspace.admin);
  return {
    id,
    ...automation,
    run: await readRun(workspace.admin, id),
    trail: await readTrail(workspace.admin, id),
  };
}

async function contact() {
  const [row] = await db().select().from(contacts).where(eq(contacts.id, contactId));
  if (!row) throw new Error('no contact');
  return row;
}

describe('steps that change the contact', () => {
  it('moves to a status, once, with an event that bears the run', async () => {
    const statusId = await workspace.addStatus('Ganho', { kind: 'won' });
    const { id, run: after, trail } = await run({ kind: 'status', statusId });
    expect(after).toMatchObject({ state: 'done', nextStep: null, stepTotal: 1, reason: null });
    expect(trail).toMatchObject([
      {
        place: 1,
        stepKey: 's1',
        kind: 'status',
        state: 'done',
        attempts: 1,
        output: { fromStatusId: place.statusId },
      },
    ]);
    expect((await contact()).statusId).toBe(statusId);
    const events = await contactEventsOf(workspace.admin, contactId);
    expect(events.slice(1)).toMatchObject([
      { kind: 'contact.status_changed', actorKind: 'automation', runId: id },
    ]);
  });

  it('sets origin, type, a field and notes, and leaves what is so already', async () => {
    const originId = await workspace.addOrigin('Indicação');
    const field = await createField(workspace.admin, { name: 'Cidade', kind: 'text' });
    const { run: after, trail } = await run(
      { kind: 'origin', originId },
      { kind: 'type', type: 'customer' },
      { kind: 'type', type: 'customer' },
      { kind: 'field', fieldId: field.id, value: 'De {{first_name}}' },
      { kind: 'note', text: 'Primeira' },
      { kind: 'note', text: `De {{field.${field.id}|?}}` },
    );
    expect(after.state).toBe('done');
    expect(await contact()).toMatchObject({ originId, type: 'customer', notes: 'Primeira\n\nDe De Ana' });
    expect(trail.map(({ output }) => output)).toMatchObject([
      { isChanged: true },
      { isChanged: true },
      { isChanged: false },
      { isChanged: true },
      null,
      null,
    ]);
  });

  it('joins and leaves groups', async () => {
    const { id: groupId } = await createGroup(workspace.admin, { name: 'VIP' });
    await run({ kind: 'group_add', groupId }, { kind: 'group_add', groupId });
    expect(await db().select().from(groupMembers).where(eq(groupMembers.groupId, groupId))).toHaveLength(1);
    await run({ kind: 'group_remove', groupId });
    expect(await db().select().from(groupMembers).where(eq(groupMembers.groupId, groupId))).toHaveLength(0);
  });

  it('gives contacts out in turn, remembers whose turn it was, and passes over who left', async () => {
    const second = await workspace.addMember('sales');
    const userIds = [userOf(workspace.sales), userOf(second)];
    const automation = await makeAutomation(
      workspace.admin,
      steps({ kind: 'owner', assignment: 'round_robin', userIds }),
    );
    const people: number[] = [];
    for (let at = 0; at < 3; at++) {
      const id = await makeContact(workspace.admin, place);
      people.push(id);
      await startRun(workspace.admin, automation, id);
    }
    await workAll(workspace.admin);
    const rows = await db().select().from(contacts).where(sql`id in ${people}`);
    const owners = rows.map(({ ownerId }) => ownerId);
    expect(userIds.map((user) => owners.filter((one) => one === user).length).toSorted()).toEqual([1, 2]);
    const [turn] = await db().select().from(automationTurns);
    expect(userIds).toContain(turn?.lastOwnerId);
    await db().execute(sql`update memberships set deactivated_at = now() where user_id = ${userIds[1]}`);
    const { run: last } = await run({ kind: 'owner', assignment: 'round_robin', userIds: [userIds[1] ?? 0] });
    expect(last).toMatchObject({ state: 'failed', reason: 'step_failed', error: { code: 'gone' } });
  });

  it('takes an owner away', async () => {
    await db()
      .update(contacts)
      .set({ ownerId: userOf(workspace.sales) })
      .where(eq(contacts.id, contactId));
    await run({ kind: 'owner', assignment: 'nobody', userIds: [] });
    expect((await contact()).ownerId).toBeNull();
  });
});

describe('steps that tell', () => {
  it('notifies the owner, a role and a person, by e-mail too', async () => {
    await db()
      .update(contacts)
      .set({ ownerId: userOf(workspace.sales) })
      .where(eq(contacts.id, contactId));
    const { id } = await run(
      { kind: 'notify', to: { kind: 'owner' }, text: 'Veja {{first_name}}', byEmail: true },
      { kind: 'notify', to: { kind: 'role', role: 'manager' }, text: 'Oi', byEmail: false },
      { kind: 'notify', to: { kind: 'person', userId: userOf(workspace.admin) }, text: 'Oi', byEmail: false },
    );
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.runId, id))
      .orderBy(notifications.id);
    expect(told).toMatchObject([
      { userId: userOf(workspace.sales), body: 'Veja Ana', kind: 'automation', contactId },
      { userId: userOf(workspace.manager) },
      { userId: userOf(workspace.admin) },
    ]);
    const calls = await db().select().from(outgoingCalls).where(eq(outgoingCalls.runId, id));
    expect(calls).toMatchObject([{ kind: 'email', payload: { text: 'Veja Ana' } }]);
  });

  it('adds a task for the end of a day', async () => {
    await run({ kind: 'task', title: 'Ligar para {{first_name}}', dueDays: 2, to: { kind: 'owner' } });
    const [task] = await db().select().from(tasks).where(eq(tasks.contactId, contactId));
    expect(task).toMatchObject({ title: 'Ligar para Ana', ownerId: null });
    const days = ((task?.dueAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(1.9);
    expect(days).toBeLessThan(3.1);
  });

  it('waits for what becomes of a webhook', async () => {
    const { id, run: waiting } = await run(
      { kind: 'webhook', url: 'https://example.com/x' },
      { kind: 'stop' },
    );
    expect(waiting).toMatchObject({ state: 'waiting', waitsFor: 'call', nextStep: 's1' });
    const [call] = await db()
      .select()
      .from(outgoingCalls)
      .where(eq(outgoingCalls.id, waiting.waitsId ?? 0));
    expect(call).toMatchObject({
      kind: 'webhook',
      runId: id,
      payload: { body: { contact: { firstName: 'Ana' } } },
    });
    await db().execute(
      sql`update outgoing_calls set state = 'done', answer = '{"status":200}' where id = ${call?.id}`,
    );
    await db().execute(sql`update automation_runs set wake_at = now() where id = ${id}`);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'stopped', reason: 'stop_step' });
    expect(await readTrail(workspace.admin, id)).toMatchObject([
      { state: 'done', output: { answer: { status: 200 } } },
      { state: 'done', kind: 'stop' },
    ]);
  });
});

describe('branches', () => {
  it.each([
    ['then', (): string => `status.is:${place.statusId}`],
    ['otherwise', (): string => 'type.is:customer'],
  ] as const)('goes the way "%s"', async (way, filter) => {
    const key = (name: string, text: string) => ({ key: name, kind: 'note' as const, text });
    const branch: Branch = {
      kind: 'branch',
      question: { kind: 'filter', filter: `all(${filter()})` },
      then: [key('t', 'then')],
      otherwise: [key('o', 'otherwise')],
    };
    const { run: after, trail } = await run(branch, { kind: 'note', text: 'after' });
    expect(after.state).toBe('done');
    expect(trail[0]).toMatchObject({ kind: 'branch', output: { taken: way } });
    expect((await contact()).notes).toBe(`${way}\n\nafter`);
  });
});

describe('steps that cannot be done', () => {
  it.each<[string, () => Action]>([
    ['a status of another workspace', () => ({ kind: 'status', statusId: 999_999 })],
    ['a group that is gone', () => ({ kind: 'group_add', groupId: 999_999 })],
    ['a field that is gone', () => ({ kind: 'field', fieldId: 999_999, value: 'x' })],
    ['an origin that is gone', () => ({ kind: 'origin', originId: 999_999 })],
    ['no number to send from', () => ({ kind: 'send', numberId: null, text: 'Oi', template: null })],
  ])('%s: the run says so', async (_, action) => {
    const { run: after, trail } = await run({ kind: 'note', text: 'x' }, action());
    expect(['failed', 'running']).toContain(after.state);
    expect(after.error).toMatchObject({ code: expect.any(String) });
    expect(trail).toHaveLength(2);
    expect(['failed', 'retrying']).toContain(trail[1]?.state);
  });
});
