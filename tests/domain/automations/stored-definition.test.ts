import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { createAutomation } from '#domain/automations/create.ts';
import { deleteAutomation } from '#domain/automations/delete.ts';
import { duplicateAutomation } from '#domain/automations/duplicate.ts';
import { getAutomation } from '#domain/automations/get.ts';
import { bringStatusBack, letStatusGo } from '#domain/automations/let-go.ts';
import { listAutomations } from '#domain/automations/list.ts';
import { readOffered } from '#domain/automations/offered.ts';
import { readAutomations } from '#domain/automations/read-automations.ts';
import { switchOff } from '#domain/automations/switch-off.ts';
import { switchOn } from '#domain/automations/switch-on.ts';
import type { Definition } from '#domain/automations/types.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';
import { definitionOf } from './definition.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  id = await make('Do futuro', definitionOf());
  await switchOn(desk.admin, { id, version: 1 });
});

const make = async (name: string, definition: Definition) =>
  (await createAutomation(desk.admin, { name, definition })).id;

const listed = async () => listAutomations(desk.admin, await readOffered(desk.admin));

/** As a newer product might have written it. */
async function damage(automationId: number): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      update automation_versions set definition = '{"trigger":{"kind":"full_moon"},"conditions":{},"steps":[]}'
      where automation_id = ${automationId}`);
  });
}

test('one that cannot be read is listed as that, off, and does nothing', async () => {
  const other = await make('Inteira', definitionOf());
  await damage(id);
  expect(await listed()).toMatchObject([
    { id, name: 'Do futuro', trigger: null, isOn: false, isBroken: false },
    { id: other, trigger: { kind: definitionOf().trigger.kind } },
  ]);
  expect(await readAutomations(desk.admin)).toEqual([]);
});

test('nothing can be done with it but to put an end to it', async () => {
  await damage(id);
  for (const attempt of [
    () => getAutomation(desk.admin, { id }),
    () => duplicateAutomation(desk.admin, { id, name: 'Cópia' }),
    () => switchOn(desk.admin, { id, version: 2 }),
  ])
    expect((await refused(attempt(), 'invalid')).fields).toEqual({ definition: { code: 'unreadable' } });
  expect(await switchOff(desk.admin, { id, inside: 'stop' })).toMatchObject({ name: 'Do futuro' });
  expect(await deleteAutomation(desk.admin, { id })).toEqual({ name: 'Do futuro' });
  expect(await listed()).toEqual([]);
});

test('what others name comes and goes in spite of it', async () => {
  const moves: Definition['steps'] = [{ key: 'a', kind: 'status', statusId: desk.contatado }];
  const naming = await make('Move', definitionOf({ steps: moves }));
  await switchOn(desk.admin, { id: naming, version: 1 });
  const { changeId } = await letStatusGo(desk.admin, { id: desk.contatado, moveContactsTo: desk.novo });
  await damage(naming);
  await bringStatusBack(desk.admin, { changeId });
  expect(await listed()).toMatchObject([{ id }, { id: naming, trigger: null }]);
});
