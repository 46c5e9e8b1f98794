import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { memberships } from '#db/schema/memberships.ts';
import { parsePreferences } from '#domain/members/preferences.ts';
import { createView } from '#domain/views/create.ts';
import { deleteView } from '#domain/views/delete.ts';
import { listViews } from '#domain/views/list.ts';
import { isViewChanged } from '#domain/views/rules.ts';
import { setDefaultView } from '#domain/views/set-default.ts';
import { updateView } from '#domain/views/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace(db());
});

const columns = ['name', 'status'];

test('a view is kept in one spelling, changed, and deleted, each with its event', async () => {
  const { admin } = workspace;
  const view = await createView(admin, {
    name: 'Leads',
    query: 'sort=name&type=lead&after=abc&view=3&x=1',
    columns,
  });
  expect(view).toMatchObject({ query: 'type=lead&sort=name', columns, version: 1, isShared: false });
  expect(isViewChanged(view, { query: view.query, columns })).toBe(false);
  expect(isViewChanged(view, { query: view.query, columns: columns.toReversed() })).toBe(true);
  const next = await updateView(admin, { id: view.id, version: 1, columns: ['status', 'name'] });
  expect(next).toMatchObject({ version: 2, columns: ['status', 'name'], query: view.query });
  await refused(updateView(admin, { id: view.id, version: 1, name: 'X' }), 'stale');
  await deleteView(admin, { id: view.id });
  const events = (await workspaceEventsOf(admin)).filter(({ subjectKind }) => subjectKind === 'view');
  expect(events.map(({ kind }) => kind)).toEqual(['view.created', 'view.updated', 'view.deleted']);
});

test('who may: as with segments', async () => {
  const own = await createView(workspace.manager, { name: 'Minha', query: '', columns });
  const shared = await createView(workspace.manager, { name: 'Nossa', query: '', columns, isShared: true });
  expect((await listViews(workspace.sales)).map(({ name }) => name)).toEqual(['Nossa']);
  await refused(updateView(workspace.admin, { id: own.id, version: 1, name: 'X' }), 'not_found');
  await refused(deleteView(workspace.sales, { id: shared.id }), 'forbidden');
  await refused(createView(workspace.sales, { name: 'X', query: '', columns, isShared: true }), 'forbidden');
  const other = await makeWorkspace(db());
  await refused(deleteView(other.admin, { id: shared.id }), 'not_found');

  await setDefaultView(workspace.sales, { id: shared.id });
  const preferences = async () => {
    const [row] = await db()
      .select()
      .from(memberships)
      .where(eq(memberships.userId, userIdOf(workspace.sales)));
    return parsePreferences(row?.preferences);
  };
  expect((await preferences()).defaultViewId).toBe(shared.id);
  await refused(setDefaultView(workspace.sales, { id: own.id }), 'not_found');
  await setDefaultView(workspace.sales, { id: null });
  expect((await preferences()).defaultViewId).toBeNull();
});

test.each([
  ['no columns', { name: 'A', query: '', columns: [] }, 'columns'],
  ['no keys', { name: 'A', query: '', columns: ['<script>'] }, 'columns'],
  ['no name', { name: '', query: '', columns: ['name'] }, 'name'],
])('refused: %s', async (_what, input, field) => {
  const error = await refused(createView(workspace.admin, input), 'invalid');
  expect(Object.keys(error.fields)).toEqual([field]);
});
