import { beforeAll, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { countSegments } from '#domain/segments/count.ts';
import { createSegment } from '#domain/segments/create.ts';
import { deleteSegment } from '#domain/segments/delete.ts';
import { getSegmentDependents } from '#domain/segments/dependents.ts';
import { duplicateSegment } from '#domain/segments/duplicate.ts';
import { listSegments } from '#domain/segments/list.ts';
import { updateSegment } from '#domain/segments/update.ts';
import { createView } from '#domain/views/create.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
beforeAll(async () => {
  desk = await makeDesk(db());
  await db()
    .insert(contacts)
    .values(
      ['Ana', 'Bia', 'Caio'].map((firstName, index) => ({
        workspaceId: desk.id,
        firstName,
        statusId: index ? desk.contatado : desk.novo,
        originId: desk.google,
        email: index ? null : 'ana@acme.com',
      })),
    );
});

const namesOf = async (ctx: typeof desk.admin) => (await listSegments(ctx)).map(({ name }) => name);

test('made, counted, renamed, refiltered, copied and deleted, each with its event', async () => {
  const { admin } = desk;
  const made = await createSegment(admin, { name: ' Com  e-mail ', query: 'filter=all(email.filled)' });
  expect(made).toMatchObject({
    name: 'Com e-mail',
    query: 'filter=all(email.filled)',
    isShared: false,
    version: 1,
  });
  const old = await createSegment(admin, { name: 'Contatados', query: `status=${desk.contatado}` });
  const counts = await countSegments(admin, [made, old]);
  expect(counts.get(made.id)).toEqual({ total: 1, isExact: true });
  expect(counts.get(old.id)).toEqual({ total: 2, isExact: true });

  const changed = await updateSegment(admin, { id: made.id, version: 1, query: 'filter=all(email.empty)' });
  expect(changed).toMatchObject({ version: 2, name: 'Com e-mail', query: 'filter=all(email.empty)' });
  expect(await updateSegment(admin, { id: made.id, version: 2, name: 'Com e-mail' })).toEqual(changed);
  const stale = await refused(updateSegment(admin, { id: made.id, version: 1, name: 'X' }), 'stale');
  expect(stale.details).toEqual({ current: changed });
  const copy = await duplicateSegment(admin, { id: made.id, name: 'Cópia' });
  expect(copy).toMatchObject({ query: changed.query, isShared: false });
  await createView(admin, { name: 'Usa', query: `segment=${made.id}`, columns: ['name'] });
  await createView(desk.manager, { name: 'Do gerente', query: `segment=${made.id}`, columns: ['name'] });
  expect(await getSegmentDependents(admin, { id: made.id })).toEqual({ views: ['Usa'], hiddenViews: 1 });
  expect(await deleteSegment(admin, { id: made.id })).toEqual({ name: 'Com e-mail' });
  const kinds = (await workspaceEventsOf(admin)).filter(
    ({ subjectId, subjectKind }) => subjectKind === 'segment' && subjectId === made.id,
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['segment.created', 'segment.updated', 'segment.deleted']);
});

describe('who may', () => {
  test('one’s own is missing for others; a shared one is seen by all and changed by those who may share', async () => {
    const own = await createSegment(desk.manager, { name: 'Só meu', query: 'active=yes' });
    const shared = await createSegment(desk.manager, {
      name: 'De todos',
      query: 'active=yes',
      isShared: true,
    });
    expect(await namesOf(desk.sales)).toContain('De todos');
    expect(await namesOf(desk.sales)).not.toContain('Só meu');
    await refused(updateSegment(desk.admin, { id: own.id, version: 1, name: 'X' }), 'not_found');
    await refused(deleteSegment(desk.admin, { id: own.id }), 'not_found');
    await refused(duplicateSegment(desk.admin, { id: own.id, name: 'X' }), 'not_found');
    await refused(getSegmentDependents(desk.admin, { id: own.id }), 'not_found');
    await refused(updateSegment(desk.sales, { id: shared.id, version: 1, name: 'X' }), 'forbidden');
    await refused(deleteSegment(desk.sales, { id: shared.id }), 'forbidden');
    await refused(createSegment(desk.sales, { name: 'X', query: 'active=yes', isShared: true }), 'forbidden');
    const mine = await createSegment(desk.sales, { name: 'De vendas', query: 'active=yes' });
    await refused(updateSegment(desk.sales, { id: mine.id, version: 1, isShared: true }), 'forbidden');
    expect(await updateSegment(desk.admin, { id: shared.id, version: 1, name: 'Da equipe' })).toMatchObject({
      version: 2,
    });
    const other = await makeDesk(db());
    await refused(deleteSegment(other.admin, { id: shared.id }), 'not_found');
    expect(await namesOf(other.admin)).toEqual([]);
  });

  test('two at once under one name: one is told', async () => {
    const both = await Promise.allSettled(
      ['Corrida', 'CORRIDA'].map((name) => createSegment(desk.sales, { name, query: 'active=yes' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

test.each([
  ['no name', { name: '  ', query: 'active=yes' }, 'name'],
  ['nothing asked', { name: 'A', query: 'sort=name' }, 'query'],
  ['not understood', { name: 'A', query: 'filter=all(shoe.is:1)' }, 'query'],
  ['a segment that is not', { name: 'A', query: 'segment=999999' }, 'query'],
  ['no query', { name: 'A', query: { $ne: 1 } }, 'query'],
])('refused: %s', async (_what, input, field) => {
  const error = await refused(createSegment(desk.admin, input), 'invalid');
  expect(Object.keys(error.fields)).toEqual([field]);
});
