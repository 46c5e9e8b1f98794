import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { createGroup } from '#domain/groups/create.ts';
import { type Group, listGroups } from '#domain/groups/list.ts';
import { renameGroup } from '#domain/groups/rename.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let vip: Group;
beforeEach(async () => {
  desk = await makeDesk(db());
  vip = await createGroup(desk.sales, { name: ' VIP ' });
});

const names = async () => (await listGroups(desk.sales)).map(({ name }) => name);
const lastEvent = async () => (await workspaceEventsOf(desk.admin)).at(-1);

describe('createGroup', () => {
  test('makes one, by name in the list, and records it', async () => {
    await createGroup(desk.manager, { name: 'Évora' });
    await createGroup(desk.manager, { name: 'Amigos' });
    expect(await names()).toEqual(['Amigos', 'Évora', 'VIP']);
    expect(await lastEvent()).toMatchObject({
      kind: 'group.created',
      subjectKind: 'group',
      after: { name: 'Amigos' },
    });
  });

  test.each([
    ['no name', '  ', 'required'],
    ['a long one', 'a'.repeat(61), 'too_long'],
    ['one in another spelling', 'v.i.p', null],
    ['a taken one', 'vip!', 'name_taken_by'],
    ['a look-alike', 'VІP', 'name_taken_by'],
    ['control characters', 'a\u0000', 'bad_characters'],
  ])('a name: %s', async (_what, name, code) => {
    if (code === null) return expect(await createGroup(desk.sales, { name })).toMatchObject({ name });
    const error = await refused(createGroup(desk.sales, { name }), 'invalid');
    expect(error.fields.name?.code).toBe(code);
  });

  test('of many at once with one name, one gets it', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => createGroup(desk.sales, { name: 'Feira' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a workspace keeps 500 at most, however many try at once', async () => {
    await db().execute(sql`
      insert into groups (workspace_id, name, name_key)
      select ${desk.id}, 'Grupo ' || n, 'grupo ' || n from generate_series(1, 497) n`);
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) => createGroup(desk.sales, { name: `Novo ${n}` })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });
});

describe('renameGroup', () => {
  test('renames; the second of two is told; the same name writes nothing', async () => {
    const renamed = await renameGroup(desk.sales, { ...vip, name: 'Especiais' });
    expect(renamed).toMatchObject({ name: 'Especiais', version: 2 });
    expect(await lastEvent()).toMatchObject({
      kind: 'group.updated',
      before: { name: 'VIP' },
      after: { name: 'Especiais' },
    });
    const error = await refused(renameGroup(desk.admin, { ...vip, name: 'Outro' }), 'stale');
    expect(error.details).toMatchObject({ current: { name: 'Especiais', version: 2 } });
    const before = (await workspaceEventsOf(desk.admin)).length;
    await renameGroup(desk.admin, { ...renamed });
    expect(await workspaceEventsOf(desk.admin)).toHaveLength(before);
  });

  test('refuses a taken name, another workspace’s group, a missing one and one of a colleague', async () => {
    const other = await createGroup(desk.manager, { name: 'Feira' });
    const taken = await refused(renameGroup(desk.admin, { ...vip, name: 'FEIRA' }), 'invalid');
    expect(taken.fields.name?.code).toBe('name_taken_by');
    const stranger = await makeWorkspace(db());
    await refused(renameGroup(stranger.admin, { ...vip, name: 'Meu' }), 'not_found');
    await refused(renameGroup(desk.admin, { ...vip, id: 999_999, name: 'Meu' }), 'not_found');
    await refused(renameGroup(desk.sales, { ...other, name: 'Meu' }), 'forbidden');
  });
});
