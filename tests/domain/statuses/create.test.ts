import { beforeAll, describe, expect, test } from 'vitest';
import { createStatus } from '#domain/statuses/create.ts';
import { listStatuses } from '#domain/statuses/list.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace(db());
});

test('a new status is last, available at once, and recorded', async () => {
  const { admin } = await makeWorkspace(db());
  const first = await createStatus(admin, { name: '  Novo ', colour: '3B82F6' });
  const second = await createStatus(admin, { name: 'Fechado', colour: '#0f0', kind: 'won' });
  expect(first).toMatchObject({ name: 'Novo', colour: '#3b82f6', kind: 'open', isDefault: true });
  expect(second).toMatchObject({ colour: '#00ff00', kind: 'won', isDefault: false });
  expect((await listStatuses(admin)).map((status) => status.name)).toEqual(['Novo', 'Fechado']);
  const events = await workspaceEventsOf(admin);
  expect(events.map((event) => [event.kind, event.subjectId])).toEqual([
    ['status.created', first.id],
    ['status.created', second.id],
  ]);
  expect(events[1]?.after).toMatchObject({ name: 'Fechado', colour: '#00ff00', kind: 'won' });
});

test('a new default takes the mark from the old one', async () => {
  const { admin } = await makeWorkspace(db());
  await createStatus(admin, { name: 'A', colour: '#111111' });
  await createStatus(admin, { name: 'B', colour: '#222222', isDefault: true });
  expect((await listStatuses(admin)).map((status) => status.isDefault)).toEqual([false, true]);
});

describe('bad input writes nothing', () => {
  test.each([
    ['no name', { name: '', colour: '#fff' }, 'name', 'required'],
    ['only spaces', { name: '   ', colour: '#fff' }, 'name', 'required'],
    ['a blank-looking letter', { name: '\u3164', colour: '#fff' }, 'name', 'required'],
    ['only zero-width characters', { name: '\u200b\u200d', colour: '#fff' }, 'name', 'required'],
    ['NUL', { name: 'a\u0000b', colour: '#fff' }, 'name', 'bad_characters'],
    ['a lone surrogate', { name: 'a\ud800', colour: '#fff' }, 'name', 'bad_characters'],
    ['61 characters', { name: 'x'.repeat(61), colour: '#fff' }, 'name', 'too_long'],
    ['a name that is an object', { name: { a: 1 }, colour: '#fff' }, 'name', 'bad_characters'],
    ['no colour', { name: 'A' }, 'colour', 'required'],
    ['style injection', { name: 'A', colour: 'red;background:url(//x)' }, 'colour', 'bad_colour'],
    ['expression()', { name: 'A', colour: 'expression(alert(1))' }, 'colour', 'bad_colour'],
    ['8 digits', { name: 'A', colour: '#11223344' }, 'colour', 'bad_colour'],
    ['an unknown kind', { name: 'A', colour: '#fff', kind: 'lead' }, 'kind', 'invalid'],
  ])('%s', async (_what, input, field, code) => {
    const error = await refused(createStatus(workspace.admin, input), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
    expect(await listStatuses(workspace.admin)).toEqual([]);
  });

  test.each([null, undefined, 'text', 7, [], { __proto__: { name: 'x' } }])('input %j', async (input) => {
    await refused(createStatus(workspace.admin, input), 'invalid');
  });
});

test.each(['<script>alert(1)</script>', '"><img onerror=x>', '{{7*7}}', "Robert'); DROP TABLE statuses"])(
  'stored as it is: %s',
  async (name) => {
    const { admin } = await makeWorkspace(db());
    expect((await createStatus(admin, { name, colour: '#fff' })).name).toBe(name);
  },
);

test('nothing but what the form has can be set', async () => {
  const { admin } = await makeWorkspace(db());
  const status = await createStatus(admin, {
    name: 'A',
    colour: '#fff',
    id: 999,
    workspaceId: workspace.id,
    version: 7,
    position: -3,
    retiredAt: new Date(),
  });
  expect(status).toMatchObject({ version: 1, position: 1 });
  expect(status.id).not.toBe(999);
  expect(await listStatuses(workspace.admin)).toEqual([]);
});

test.each(['novo', 'NOVO', ' Nóvo', 'Novо'])('the name %s is taken by Novo', async (name) => {
  const { admin } = await makeWorkspace(db());
  await createStatus(admin, { name: 'Novo', colour: '#fff' });
  const error = await refused(createStatus(admin, { name, colour: '#000' }), 'invalid');
  expect(error.fields.name).toEqual({ code: 'name_taken_by', params: { name: 'Novo' } });
});

test('a double click makes one', async () => {
  const { admin } = await makeWorkspace(db());
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => createStatus(admin, { name: 'Novo', colour: '#fff' })),
  );
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await listStatuses(admin)).toHaveLength(1);
});

test('sales staff may not; managers may', async () => {
  const { sales, manager } = await makeWorkspace(db());
  await refused(createStatus(sales, { name: 'A', colour: '#fff' }), 'forbidden');
  expect(await listStatuses(sales)).toEqual([]);
  await createStatus(manager, { name: 'A', colour: '#fff' });
});

test('names are unique within a workspace, not across', async () => {
  const one = await makeWorkspace(db());
  const two = await makeWorkspace(db());
  await createStatus(one.admin, { name: 'Novo', colour: '#fff' });
  await createStatus(two.admin, { name: 'Novo', colour: '#fff' });
});
