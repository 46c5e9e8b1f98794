import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { workspaces } from '#db/schema/workspaces.ts';
import { updateWorkspace } from '#domain/workspaces/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
});

const facts = {
  name: 'Padaria Sol',
  locale: 'es',
  country: 'CO',
  timeZone: 'America/Bogota',
  salesScope: 'own',
};
const stored = async (id: number) => (await db().select().from(workspaces).where(eq(workspaces.id, id)))[0];

describe('updateWorkspace', () => {
  test('changes what was changed, and records just that', async () => {
    await updateWorkspace(workspace.admin, facts);
    expect(await stored(workspace.id)).toMatchObject(facts);
    await updateWorkspace(workspace.admin, { ...facts, salesScope: 'all' });
    await updateWorkspace(workspace.admin, { ...facts, salesScope: 'all' });
    const events = await workspaceEventsOf(workspace.admin);
    expect(events).toHaveLength(2);
    expect(events[1]).toMatchObject({
      kind: 'workspace.updated',
      subjectId: workspace.id,
      before: { salesScope: 'own' },
      after: { salesScope: 'all' },
    });
    expect(Object.keys(events[1]?.after as object)).toEqual(['salesScope']);
  });

  test.each([
    ['name', ' ', 'required'],
    ['name', 'a'.repeat(81), 'too_long'],
    ['locale', 'fr', 'invalid'],
    ['country', 'XX', 'invalid'],
    ['country', ['BR'], 'invalid'],
    ['timeZone', 'Mars/Olympus', 'invalid'],
    ['timeZone', '+03:00', 'invalid'],
    ['timeZone', "UTC'; drop table users", 'invalid'],
    ['timeZone', null, 'invalid'],
    ['salesScope', 'none', 'invalid'],
  ])('refuses %s = %j', async (field, value, code) => {
    const before = await stored(workspace.id);
    const error = await refused(updateWorkspace(workspace.admin, { ...facts, [field]: value }), 'invalid');
    expect(error.fields).toEqual({ [field]: expect.objectContaining({ code }) });
    expect(await stored(workspace.id)).toEqual(before);
  });

  test('is for admins, and cannot be pointed at another workspace', async () => {
    await refused(updateWorkspace(workspace.manager, facts), 'forbidden');
    await refused(updateWorkspace(workspace.sales, facts), 'forbidden');
    const other = await makeWorkspace(db());
    const before = await stored(other.id);
    await updateWorkspace(workspace.admin, {
      ...facts,
      id: other.id,
      workspaceId: other.id,
      isDemo: true,
    });
    expect(await stored(other.id)).toEqual(before);
    expect(await stored(workspace.id)).toMatchObject({ name: 'Padaria Sol', isDemo: false });
  });
});
