import { beforeAll, expect, test } from 'vitest';
import { createSavedReport } from '#domain/saved-reports/create.ts';
import { deleteSavedReport } from '#domain/saved-reports/delete.ts';
import { listSavedReports } from '#domain/saved-reports/list.ts';
import { restoreSavedReport } from '#domain/saved-reports/restore.ts';
import { SAVED_REPORTS_MAX } from '#domain/saved-reports/rules.ts';
import { updateSavedReport } from '#domain/saved-reports/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace(db());
});

const facts = { report: 'funnel', query: '' };
const namesFor = async (ctx: TestWorkspace['admin']) => (await listSavedReports(ctx)).map(({ name }) => name);

test('a report is kept in one spelling, changed, deleted and taken back, each with its event', async () => {
  const { admin } = await makeWorkspace(db());
  const query = 'owner=me,4&period=90d&after=x&saved=7&origin=2,1&compare=previous';
  const saved = await createSavedReport(admin, { name: ' Funil  do mês ', report: 'funnel', query });
  expect(saved).toMatchObject({
    name: 'Funil do mês',
    report: 'funnel',
    // A preset stays one: opened later, it is of later days.
    query: 'period=90d&origin=1%2C2&owner=me%2C4&compare=previous',
    version: 1,
    isShared: false,
  });
  const next = await updateSavedReport(admin, {
    id: saved.id,
    version: 1,
    report: 'team',
    query: 'period=7d',
  });
  expect(next).toMatchObject({ version: 2, report: 'team', query: 'period=7d', name: saved.name });
  await updateSavedReport(admin, { id: saved.id, version: 2, name: saved.name });
  const stale = await refused(updateSavedReport(admin, { id: saved.id, version: 1, name: 'X' }), 'stale');
  expect(stale.details).toEqual({ current: next });
  const { changeId } = await deleteSavedReport(admin, { id: saved.id });
  expect(await listSavedReports(admin)).toEqual([]);
  expect(await restoreSavedReport(admin, { changeId })).toEqual({ ...next, version: 3 });
  await refused(restoreSavedReport(admin, { changeId }), 'not_found');
  const events = (await workspaceEventsOf(admin)).filter(({ subjectKind }) => subjectKind === 'report');
  expect(events.map(({ kind }) => kind)).toEqual([
    'report.saved',
    'report.updated',
    'report.deleted',
    'report.saved',
  ]);
});

test('who may: one’s own, and shared ones only with the right to share', async () => {
  const { admin, manager, sales } = workspace;
  const own = await createSavedReport(sales, { ...facts, name: 'Minha semana' });
  const shared = await createSavedReport(manager, { ...facts, name: 'Nosso mês', isShared: true });
  await createSavedReport(manager, { ...facts, name: 'Só meu' });
  expect(await namesFor(sales)).toEqual(['Minha semana', 'Nosso mês']);
  expect(await namesFor(admin)).toEqual(['Nosso mês']);
  await refused(updateSavedReport(admin, { id: own.id, version: 1, name: 'X' }), 'not_found');
  await refused(updateSavedReport(sales, { id: shared.id, version: 1, name: 'X' }), 'forbidden');
  await refused(updateSavedReport(sales, { id: own.id, version: 1, isShared: true }), 'forbidden');
  await refused(deleteSavedReport(sales, { id: shared.id }), 'forbidden');
  await refused(createSavedReport(sales, { ...facts, name: 'X', isShared: true }), 'forbidden');

  // Whoever may change what all use gives it back to whom it belonged.
  const gone = await deleteSavedReport(admin, { id: shared.id });
  await refused(restoreSavedReport(sales, gone), 'forbidden');
  expect(await restoreSavedReport(admin, gone)).toMatchObject({ ownerId: shared.ownerId, isShared: true });
  const ownGone = await deleteSavedReport(sales, { id: own.id });
  await refused(restoreSavedReport(admin, ownGone), 'not_found');
  await restoreSavedReport(sales, ownGone);

  const other = await makeWorkspace(db());
  await refused(deleteSavedReport(other.admin, { id: shared.id }), 'not_found');
  await refused(updateSavedReport(other.admin, { id: shared.id, version: 1 }), 'not_found');
  await refused(restoreSavedReport(other.admin, gone), 'not_found');
});

test('a name is one’s own once; two at the same moment are one', async () => {
  const { admin, manager } = await makeWorkspace(db());
  const same = [1, 2].map(() => createSavedReport(admin, { ...facts, name: 'Mês' }));
  const outcomes = await Promise.allSettled(same);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await createSavedReport(manager, { ...facts, name: 'Mês' });
  const other = await createSavedReport(admin, { ...facts, name: 'Outro' });
  const taken = await refused(updateSavedReport(admin, { id: other.id, version: 1, name: 'MES' }), 'invalid');
  expect(taken.fields.name?.code).toBe('name_taken');
  const both = ['A', 'B'].map((name) => updateSavedReport(admin, { id: other.id, version: 1, name }));
  const settled = await Promise.allSettled(both);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);

  const gone = await deleteSavedReport(admin, { id: other.id });
  await createSavedReport(admin, { ...facts, name: 'A' });
  await createSavedReport(admin, { ...facts, name: 'B' });
  const back = await refused(restoreSavedReport(admin, gone), 'invalid');
  expect(back.fields.name?.code).toBe('name_taken');
});

test.each([
  ['no name', { ...facts, name: 'ㅤ' }, 'name'],
  ['a NUL byte', { ...facts, name: 'a\u0000' }, 'name'],
  ['a report that is none', { name: 'A', report: '__proto__', query: '' }, 'report'],
  ['a query that is none', { name: 'A', report: 'now', query: ['x'] }, 'query'],
])('refused: %s', async (_what, input, field) => {
  const error = await refused(createSavedReport(workspace.admin, input), 'invalid');
  expect(Object.keys(error.fields)).toEqual([field]);
});

test('each person keeps so many', async () => {
  const { admin, manager } = await makeWorkspace(db());
  for (let n = 1; n < SAVED_REPORTS_MAX; n += 1) await createSavedReport(admin, { ...facts, name: `R ${n}` });
  const atOnce = ['A', 'B', 'C', 'D'].map((name) => createSavedReport(admin, { ...facts, name }));
  const settled = await Promise.allSettled(atOnce);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const error = await refused(createSavedReport(admin, { ...facts, name: 'Mais um' }), 'invalid');
  expect(error.fields.name).toEqual({ code: 'too_many_reports', params: { max: SAVED_REPORTS_MAX } });
  await createSavedReport(manager, { ...facts, name: 'R 1' });
});
