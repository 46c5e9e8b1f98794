import { and, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { automationListeners, automationVersions } from '#db/schema/automations.ts';
import { createAutomation } from '#domain/automations/create.ts';
import { deleteAutomation } from '#domain/automations/delete.ts';
import { duplicateAutomation } from '#domain/automations/duplicate.ts';
import { getAutomation, getOutlook, listVersions } from '#domain/automations/get.ts';
import { listAutomations } from '#domain/automations/list.ts';
import { readOffered } from '#domain/automations/offered.ts';
import { startRuns } from '#domain/automations/start-runs.ts';
import { switchOff } from '#domain/automations/switch-off.ts';
import { switchOn } from '#domain/automations/switch-on.ts';
import type { Definition } from '#domain/automations/types.ts';
import { updateAutomation } from '#domain/automations/update.ts';
import { systemCtx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';
import { definitionOf } from './definition.ts';

const { db } = useDatabase();
let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk(db());
});

const make = (name = 'Boas-vindas', definition: Definition = definitionOf()) =>
  createAutomation(desk.manager, { name, definition });
const read = (id: number) => getAutomation(desk.manager, { id });
const turnOn = async (id: number) => switchOn(desk.manager, { id, version: (await read(id)).version });
const lastEvent = async () => (await workspaceEventsOf(desk.admin)).at(-1);
const isOf = (of: typeof automationListeners | typeof automationVersions, automationId: number) =>
  and(eq(of.workspaceId, desk.id), eq(of.automationId, automationId));
const listensTo = async (automationId: number) => {
  const listeners = db().select({ kind: automationListeners.eventKind }).from(automationListeners);
  return (await listeners.where(isOf(automationListeners, automationId))).map(({ kind }) => kind);
};
const moveTo = (statusId: number): Definition['steps'] => [{ key: 'move', kind: 'status', statusId }];
const whenMoved = (to: number, steps: Definition['steps']) =>
  definitionOf({ trigger: { kind: 'status_changed', from: [], to: [to] }, steps });

/** Puts a contact into an automation as it is now. */
async function enter(automationId: number): Promise<void> {
  const contactId = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.google });
  const [version] = await db()
    .select({ id: automationVersions.id })
    .from(automationVersions)
    .where(isOf(automationVersions, automationId))
    .orderBy(sql`number desc`)
    .limit(1);
  await startRuns(systemCtx(db(), desk.admin.workspace), [
    {
      automationId,
      versionId: version?.id ?? 0,
      contactId,
      source: `event:${contactId}`,
      eventId: null,
      causeRunId: null,
      hops: 0,
      bulkId: null,
      importId: null,
    },
  ]);
}

describe('createAutomation', () => {
  test('keeps one that is off and not yet complete, and records it', async () => {
    const { id } = await make(' Boas-vindas ', whenMoved(desk.novo, []));
    expect(await read(id)).toMatchObject({ name: 'Boas-vindas', isOn: false, number: 1, insideTotal: 0 });
    expect(await lastEvent()).toMatchObject({ kind: 'automation.created', after: { name: 'Boas-vindas' } });
  });

  test.each([
    ['no name', '', 'required'],
    ['a long one', 'a'.repeat(81), 'too_long'],
    ['the same in another spelling', 'BOAS-VINDÁS', 'name_taken'],
  ])('a name: %s', async (_, name, code) => {
    await make();
    expect((await refused(make(name), 'invalid')).fields.name?.code).toBe(code);
  });

  test('refuses what is no definition, and sales', async () => {
    const error = await refused(createAutomation(desk.manager, { name: 'x', definition: {} }), 'invalid');
    expect(error.fields.definition?.code).toBe('invalid');
    await refused(createAutomation(desk.sales, { name: 'x', definition: definitionOf() }), 'forbidden');
  });
});

describe('updateAutomation', () => {
  test('makes a version for what it does, and none for its name', async () => {
    const { id } = await make();
    await updateAutomation(desk.manager, { id, version: 1, name: 'Olá' });
    await updateAutomation(desk.manager, { id, version: 2, definition: whenMoved(desk.novo, []) });
    expect(await read(id)).toMatchObject({ name: 'Olá', number: 2, version: 3 });
    expect((await listVersions(desk.manager, { id })).map(({ number }) => number)).toEqual([2, 1]);
    expect(await lastEvent()).toMatchObject({
      kind: 'automation.updated',
      before: { number: 1 },
      after: { number: 2 },
    });
  });

  test('writes nothing where nothing changes', async () => {
    const { id } = await make();
    expect(await updateAutomation(desk.manager, { id, version: 1, definition: definitionOf() })).toEqual({
      version: 1,
    });
    expect((await lastEvent())?.kind).toBe('automation.created');
  });

  test('of two who edit, the second is told', async () => {
    const { id } = await make();
    const tries = await Promise.allSettled(
      ['A', 'B'].map((name) => updateAutomation(desk.manager, { id, version: 1, name })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const error = await refused(updateAutomation(desk.manager, { id, version: 1, name: 'C' }), 'stale');
    expect(error.details).toMatchObject({ current: { version: 2 } });
  });

  test('refuses to leave one that is on incomplete', async () => {
    const { id } = await make();
    await turnOn(id);
    const error = await refused(
      updateAutomation(desk.manager, { id, version: 2, definition: definitionOf({ steps: [] }) }),
      'invalid',
    );
    expect(error.fields.definition?.code).toBe('automation_incomplete');
    expect(error.details).toMatchObject({ problems: [{ at: 'steps', code: 'no_steps' }] });
  });

  test('listens to what the new version says', async () => {
    const { id } = await make();
    await turnOn(id);
    await updateAutomation(desk.manager, {
      id,
      version: 2,
      definition: whenMoved(desk.contatado, moveTo(desk.novo)),
    });
    expect(await listensTo(id)).toEqual(['contact.status_changed']);
  });

  test.each([
    ['keep', 1],
    ['move', 2],
  ])('those inside: %s', async (inside, number) => {
    const { id } = await make();
    await enter(id);
    const definition = definitionOf({ steps: [{ key: 'note', kind: 'note', text: 'Outra' }] });
    await updateAutomation(desk.manager, { id, version: 1, definition, inside });
    const [run] = await db().execute<{ number: number }>(sql`
      select v.number from automation_runs r join automation_versions v on v.workspace_id = r.workspace_id and v.id = r.version_id
      where r.workspace_id = ${desk.id}`);
    expect(run?.number).toBe(number);
  });

  test('of one that is off move into nothing incomplete', async () => {
    const { id } = await make();
    await enter(id);
    const change = { id, version: 1, definition: definitionOf({ steps: moveTo(999_999) }) };
    const error = await refused(updateAutomation(desk.manager, { ...change, inside: 'move' }), 'invalid');
    expect(error.fields.definition?.code).toBe('automation_incomplete');
    await updateAutomation(desk.manager, { ...change, inside: 'keep' });
  });

  test("another workspace's is not found", async () => {
    const { id } = await make();
    const other = await makeWorkspace(db());
    await refused(updateAutomation(other.admin, { id, version: 1, name: 'x' }), 'not_found');
    await refused(updateAutomation(desk.sales, { id, version: 1, name: 'x' }), 'forbidden');
  });
});

describe('switchOn', () => {
  test('lets it listen from now on, and records it', async () => {
    const { id } = await make();
    expect(await turnOn(id)).toEqual({ name: 'Boas-vindas', version: 2 });
    expect(await listensTo(id)).toEqual(['contact.created']);
    expect(await lastEvent()).toMatchObject({ kind: 'automation.switched_on' });
    expect(await turnOn(id)).toEqual({ name: 'Boas-vindas', version: 2 });
  });

  test('refuses what is missing, and says where', async () => {
    const { id } = await make('Sem status', whenMoved(desk.novo, moveTo(0)));
    const error = await refused(turnOn(id), 'invalid');
    expect(error.details).toEqual({ problems: [{ at: 'move', field: 'statusId', code: 'required' }] });
    expect(await listensTo(id)).toEqual([]);
  });

  test('refuses a circle, and draws it', async () => {
    const there = await make('Vai', whenMoved(desk.novo, moveTo(desk.contatado)));
    const back = await make('Volta', whenMoved(desk.contatado, moveTo(desk.novo)));
    await turnOn(there.id);
    const error = await refused(turnOn(back.id), 'invalid');
    expect(error.fields.definition?.code).toBe('automation_circle');
    const { cycles } = error.details as { cycles: { path: { from: { name: string } }[] }[] };
    expect(cycles.map(({ path }) => path.map(({ from }) => from.name).sort())).toEqual([['Vai', 'Volta']]);
    expect((await getOutlook(desk.manager, { id: back.id })).cycles).toEqual(cycles);
  });

  test('of two that would make a circle, switched on at once, one stays off', async () => {
    const there = await make('Vai', whenMoved(desk.novo, moveTo(desk.contatado)));
    const back = await make('Volta', whenMoved(desk.contatado, moveTo(desk.novo)));
    const tries = await Promise.allSettled([turnOn(there.id), turnOn(back.id)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('refuses sales, others, and a version that is not the newest', async () => {
    const { id } = await make();
    await refused(switchOn(desk.sales, { id, version: 1 }), 'forbidden');
    await refused(switchOn((await makeWorkspace(db())).admin, { id, version: 1 }), 'not_found');
    await refused(switchOn(desk.manager, { id, version: 7 }), 'stale');
  });
});

describe('switchOff', () => {
  test.each([
    ['stop', 'stopped', 1],
    ['finish', 'running', 0],
  ])('those inside %s', async (inside, state, stoppedTotal) => {
    const { id } = await make();
    await turnOn(id);
    await enter(id);
    expect(await switchOff(desk.manager, { id, inside })).toMatchObject({ stoppedTotal });
    const [run] = await db().execute<{ state: string }>(
      sql`select state from automation_runs where workspace_id = ${desk.id}`,
    );
    expect(run?.state).toBe(state);
    expect(await listensTo(id)).toEqual([]);
    expect(await lastEvent()).toMatchObject({ kind: 'automation.switched_off' });
  });

  test('refuses sales and others', async () => {
    const { id } = await make();
    await refused(switchOff(desk.sales, { id, inside: 'stop' }), 'forbidden');
    await refused(switchOff((await makeWorkspace(db())).admin, { id, inside: 'stop' }), 'not_found');
  });
});

describe('deleteAutomation and duplicateAutomation', () => {
  test('deleting stops those inside and frees the name', async () => {
    const { id } = await make();
    await turnOn(id);
    await enter(id);
    expect(await deleteAutomation(desk.manager, { id })).toEqual({ name: 'Boas-vindas' });
    const [run] = await db().execute<{ state: string }>(
      sql`select state from automation_runs where workspace_id = ${desk.id}`,
    );
    expect(run?.state).toBe('stopped');
    expect(await listensTo(id)).toEqual([]);
    await refused(read(id), 'not_found');
    await make();
  });

  test('a copy is off and does the same', async () => {
    const { id } = await make('Vai', whenMoved(desk.novo, moveTo(desk.contatado)));
    await turnOn(id);
    const copy = await duplicateAutomation(desk.manager, { id, name: 'Vai (cópia)' });
    expect(await read(copy.id)).toMatchObject({
      isOn: false,
      definition: whenMoved(desk.novo, moveTo(desk.contatado)),
    });
    expect(
      (await refused(duplicateAutomation(desk.manager, { id, name: 'vai' }), 'invalid')).fields.name?.code,
    ).toBe('name_taken');
  });

  test('refuse sales and others', async () => {
    const { id } = await make();
    const other = await makeWorkspace(db());
    await refused(deleteAutomation(desk.sales, { id }), 'forbidden');
    await refused(deleteAutomation(other.admin, { id }), 'not_found');
    await refused(duplicateAutomation(desk.sales, { id, name: 'x' }), 'forbidden');
    await refused(duplicateAutomation(other.admin, { id, name: 'x' }), 'not_found');
  });
});

describe('listAutomations', () => {
  test('lists them by name, with their runs of a week and what is broken', async () => {
    const { id } = await make('Ágora', whenMoved(desk.novo, moveTo(desk.contatado)));
    await make('Antes');
    await turnOn(id);
    await enter(id);
    await db().execute(
      sql`update statuses set retired_at = now() where workspace_id = ${desk.id} and id = ${desk.contatado}`,
    );
    const offered = await readOffered(desk.manager);
    expect(await listAutomations(desk.manager, offered)).toMatchObject([
      { name: 'Ágora', isOn: true, runTotal: 1, failedTotal: 0, insideTotal: 1, isBroken: true },
      { name: 'Antes', isOn: false, runTotal: 0, insideTotal: 0, isBroken: false },
    ]);
    await refused(listAutomations(desk.sales, offered), 'forbidden');
    expect(await listAutomations((await makeWorkspace(db())).admin, offered)).toEqual([]);
  });
});
