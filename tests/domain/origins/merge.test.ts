import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { createOrigin } from '#domain/origins/create.ts';
import { listOriginsWithTotals } from '#domain/origins/list.ts';
import { listOriginMerges } from '#domain/origins/list-merges.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { previewMerge } from '#domain/origins/preview-merge.ts';
import { unmergeOrigins } from '#domain/origins/unmerge.ts';
import { updateOrigin } from '#domain/origins/update.ts';
import { makeContact } from '../../support/contact.ts';
import {
  contactEventsOf,
  makeWorkspace,
  type TestWorkspace,
  workspaceEventsOf,
} from '../../support/workspace.ts';
import { originOf, refusal, untilSomeoneWaits, useOffice } from './support.ts';

const office = useOffice();
let company: TestWorkspace;
let statusId: number;
let facebook: number;
let facebok: number;

beforeEach(async () => {
  company = await makeWorkspace(office().company.admin.db);
  statusId = await company.addStatus('Novo', { isDefault: true });
  facebook = await company.addOrigin('Facebook');
  facebok = await company.addOrigin('Facebok');
});

const summary = async () =>
  (await listOriginsWithTotals(company.admin)).map(({ name, aliases, contactTotal }) => ({
    name,
    aliases: aliases.map((alias) => alias.name),
    contactTotal,
  }));
const merge = (fromId = facebok, intoId = facebook) => mergeOrigins(company.manager, { fromId, intoId });
const moveContact = (id: number, originId: number) =>
  company.admin.db.execute(sql`
    with moved as (update contacts set origin_id = ${originId} where id = ${id} returning id, workspace_id)
    insert into contact_events (workspace_id, contact_id, kind, actor_kind)
    select workspace_id, id, 'contact.origin_changed', 'system' from moved`);

describe('mergeOrigins', () => {
  it('moves the contacts, teaches the spellings, and records it', async () => {
    await updateOrigin(company.manager, { id: facebok, version: 1, name: 'Face', isDifferent: true });
    const ana = await makeContact(company.admin, { originId: facebok, statusId });
    await makeContact(company.admin, { originId: facebook, statusId });
    const merged = await merge();
    expect(merged).toMatchObject({ from: { name: 'Face' }, into: { name: 'Facebook' }, movedTotal: 1 });
    expect(await summary()).toEqual([{ name: 'Facebook', aliases: ['Face', 'Facebok'], contactTotal: 2 }]);
    expect((await contactEventsOf(company.admin, ana)).slice(1)).toMatchObject([
      {
        kind: 'contact.origin_changed',
        actorKind: 'member',
        before: { originId: facebok },
        after: { originId: facebook },
      },
    ]);
    const event = (await workspaceEventsOf(company.admin)).at(-1);
    expect(event).toMatchObject({ kind: 'origin.merged', subjectId: facebok, after: { movedTotal: 1 } });
    expect((await contactEventsOf(company.admin, ana)).at(-1)?.changeId).toBe(event?.changeId);
  });

  it('makes the old spelling lead to the target', async () => {
    await merge();
    expect(await refusal(createOrigin(company.manager, { name: 'FACEBOK' }))).toMatchObject({
      fields: { name: { code: 'name_is_alias_of', params: { name: 'Facebook' } } },
    });
  });

  it('shows beforehand what will happen, and writes nothing', async () => {
    await makeContact(company.admin, { originId: facebok, statusId });
    const preview = await previewMerge(company.manager, { fromId: facebok, intoId: facebook });
    expect(preview).toMatchObject({ contactTotal: 1, spellings: ['Facebok'] });
    expect(await summary()).toHaveLength(2);
    expect(await workspaceEventsOf(company.admin)).toEqual([]);
  });

  it('keeps the version, order and time in status of nothing but the origin', async () => {
    const ana = await makeContact(company.admin, { originId: facebok, statusId });
    const read = async () =>
      (
        await company.admin.db.execute(
          sql`select status_since, last_activity_at from contacts where id = ${ana}`,
        )
      )[0];
    const before = await read();
    await merge();
    expect(await read()).toEqual(before);
  });

  it.each([
    ['itself', () => ({ fromId: facebook, intoId: facebook }), 'invalid'],
    ['a missing one', () => ({ fromId: facebook, intoId: 999_999 }), 'not_found'],
    ['an earlier version', () => ({ fromId: facebok, intoId: facebook, version: 7 }), 'stale'],
    ['no id', () => ({ fromId: facebok }), 'invalid'],
    ['an object', () => ({ fromId: { $gt: 0 }, intoId: facebook }), 'invalid'],
  ])('refuses %s', async (_, input, code) => {
    expect((await refusal(mergeOrigins(company.manager, input()))).code).toBe(code);
    expect((await refusal(previewMerge(company.sales, input()))).code).toBe('forbidden');
    expect(await summary()).toHaveLength(2);
  });

  it('refuses an archived target, sales staff, and other workspaces', async () => {
    await archiveOrigin(company.manager, { id: facebook });
    const input = { fromId: facebok, intoId: facebook };
    expect(await refusal(merge())).toMatchObject({ fields: { intoId: { code: 'archived_origin' } } });
    expect((await refusal(mergeOrigins(company.sales, input))).code).toBe('forbidden');
    expect((await refusal(mergeOrigins(office().other.admin, input))).code).toBe('not_found');
  });

  it('takes along a contact that is being created while it runs', async () => {
    let merging: ReturnType<typeof merge> | undefined;
    const ana = await company.admin.db.transaction(async (tx) => {
      await tx.execute(sql`select from origins where id = ${facebok} for key share`);
      const id = await makeContact({ ...company.admin, db: tx }, { originId: facebok, statusId });
      merging = merge();
      await untilSomeoneWaits(company.admin);
      return id;
    });
    expect(await merging).toMatchObject({ movedTotal: 1 });
    expect(await originOf(company.admin, ana)).toBe(facebook);
  });

  it('is followed by a contact that comes back from the trash', async () => {
    const ana = await makeContact(company.admin, { originId: facebok, statusId });
    await deleteContact(company.admin, { id: ana, version: 1 });
    await merge();
    await restoreContact(company.admin, { id: ana });
    expect(await originOf(company.admin, ana)).toBe(facebook);
  });

  it('refuses contacts a merged origin', async () => {
    await merge();
    const input = { firstName: 'Ana', email: 'ana@exemplo.com.br', originId: facebok };
    expect((await refusal(createContact(company.admin, input))).fields).toMatchObject({
      originId: { code: 'gone' },
    });
  });

  it('does not hold up contacts of other origins', async () => {
    await company.admin.db.transaction(async (tx) => {
      await tx.execute(sql`select from origins where id = ${facebook} for key share`);
      await merge();
      await makeContact({ ...company.admin, db: tx }, { originId: facebook, statusId });
    });
    expect(await summary()).toMatchObject([{ name: 'Facebook', contactTotal: 1 }]);
  });

  it('loses no contact that is created, edited or deleted while it comes and goes', async () => {
    const radio = await company.addOrigin('Rádio');
    const ids = [];
    for (let count = 0; count < 12; count += 1)
      ids.push(await makeContact(company.admin, { originId: facebok, statusId }));
    const contactWork = [
      ...ids.slice(0, 4).map((id) => updateContact(company.admin, { id, version: 1, originId: radio })),
      ...ids.slice(4, 6).map((id) => deleteContact(company.admin, { id, version: 1 })),
      ...Array.from({ length: 12 }, (_, n) =>
        createContact(company.sales, { firstName: 'Bia', email: `bia${n}@exemplo.com`, originId: facebok }),
      ),
    ];
    const comingAndGoing = async () => {
      for (let round = 0; round < 3; round += 1) await unmergeOrigins(company.manager, await merge());
    };
    const settled = await Promise.allSettled([comingAndGoing(), ...contactWork]);
    const bugs = settled.filter(
      (one) => one.status === 'rejected' && !['invalid', 'stale'].includes(one.reason.code),
    );
    expect(bugs).toEqual([]);
    const merged = await merge();
    const counted = await company.admin.db.execute(sql`
      select origin_id::int as id, count(*)::int as total from contacts
      where workspace_id = ${company.id} group by 1`);
    const totals = new Map(counted.map((one) => [Number(one.id), Number(one.total)]));
    for (const origin of await listOriginsWithTotals(company.admin))
      expect(origin.contactTotal).toBe(totals.get(origin.id) ?? 0);
    expect(totals.has(merged.from.id)).toBe(false);
    const created = settled.slice(7).filter((one) => one.status === 'fulfilled').length;
    const deleted = settled.slice(5, 7).filter((one) => one.status === 'fulfilled').length;
    expect([...totals.values()].reduce((sum, total) => sum + total, 0)).toBe(12 - deleted + created);
  });

  it('settles two merges of one origin at once', async () => {
    const radio = await company.addOrigin('Rádio');
    const results = await Promise.allSettled([
      merge(facebok, facebook),
      merge(facebok, radio),
      merge(radio, facebok),
    ]);
    const done = results.filter((result) => result.status === 'fulfilled').length;
    expect(await listOriginMerges(company.admin)).toHaveLength(done);
    expect(await summary()).toHaveLength(3 - done);
  });
});

describe('unmergeOrigins', () => {
  it('gives back name, spellings and the contacts that nobody has touched', async () => {
    await updateOrigin(company.manager, { id: facebok, version: 1, name: 'Face', isDifferent: true });
    const [ana, bia, caio] = [
      await makeContact(company.admin, { originId: facebok, statusId }),
      await makeContact(company.admin, { originId: facebok, statusId }),
      await makeContact(company.admin, { originId: facebok, statusId }),
    ];
    const radio = await company.addOrigin('Rádio');
    const { mergeId } = await merge();
    await moveContact(bia, radio);
    await moveContact(caio, radio);
    await moveContact(caio, facebook);
    const later = await makeContact(company.admin, { originId: facebook, statusId });
    const unmerged = await unmergeOrigins(company.manager, { mergeId });
    expect(unmerged).toMatchObject({ origin: { id: facebok, name: 'Face' }, returnedTotal: 1 });
    const where = await Promise.all([ana, bia, caio, later].map((id) => originOf(company.admin, id)));
    expect(where).toEqual([facebok, radio, facebook, facebook]);
    expect(await summary()).toEqual([
      { name: 'Face', aliases: ['Facebok'], contactTotal: 1 },
      { name: 'Facebook', aliases: [], contactTotal: 2 },
      { name: 'Rádio', aliases: [], contactTotal: 1 },
    ]);
    expect((await contactEventsOf(company.admin, ana)).at(-1)).toMatchObject({
      kind: 'contact.origin_changed',
      before: { originId: facebook },
      after: { originId: facebok },
    });
    expect((await workspaceEventsOf(company.admin)).at(-1)).toMatchObject({
      kind: 'origin.unmerged',
      subjectId: facebok,
      after: { returnedTotal: 1 },
    });
    expect(await listOriginMerges(company.admin)).toEqual([]);
  });

  it('is done once', async () => {
    await makeContact(company.admin, { originId: facebok, statusId });
    const { mergeId } = await merge();
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => unmergeOrigins(company.manager, { mergeId })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await summary()).toMatchObject([{ contactTotal: 1 }, { contactTotal: 0 }]);
  });

  it('goes back through a chain of merges, last one first', async () => {
    const meta = await company.addOrigin('Meta');
    const ana = await makeContact(company.admin, { originId: facebok, statusId });
    const first = await merge(facebok, facebook);
    const second = await merge(facebook, meta);
    expect(await listOriginMerges(company.admin)).toMatchObject([
      { id: second.mergeId, movedTotal: 1 },
      { id: first.mergeId, from: { name: 'Facebok' }, into: { name: 'Facebook' } },
    ]);
    expect(await refusal(unmergeOrigins(company.manager, { mergeId: first.mergeId }))).toMatchObject({
      code: 'in_use',
      details: { mergedInto: { id: meta, name: 'Meta' } },
    });
    await unmergeOrigins(company.manager, { mergeId: second.mergeId });
    expect(await summary()).toMatchObject([
      { name: 'Facebook', aliases: ['Facebok'] },
      { name: 'Meta', aliases: [] },
    ]);
    await unmergeOrigins(company.manager, { mergeId: first.mergeId });
    expect(await originOf(company.admin, ana)).toBe(facebok);
    expect(await summary()).toMatchObject([
      { name: 'Facebok' },
      { name: 'Facebook', aliases: [] },
      { name: 'Meta' },
    ]);
  });

  it('is refused when the name is taken meanwhile', async () => {
    const { mergeId } = await merge();
    await updateOrigin(company.manager, { id: facebook, version: 1, name: 'Facebok', isDifferent: true });
    expect(await refusal(unmergeOrigins(company.manager, { mergeId }))).toMatchObject({
      code: 'invalid',
      fields: { name: { code: 'name_taken_by', params: { name: 'Facebok' } } },
    });
    await updateOrigin(company.manager, { id: facebook, version: 2, name: 'Facebook', isDifferent: true });
    expect(await unmergeOrigins(company.manager, { mergeId })).toMatchObject({ origin: { name: 'Facebok' } });
  });

  it('keeps an archived origin archived', async () => {
    await archiveOrigin(company.manager, { id: facebok });
    const { mergeId } = await merge();
    expect(await unmergeOrigins(company.manager, { mergeId })).toMatchObject({
      origin: { isArchived: true },
    });
  });

  it('refuses sales staff, other workspaces and nonsense', async () => {
    const { mergeId } = await merge();
    expect((await refusal(unmergeOrigins(company.sales, { mergeId }))).code).toBe('forbidden');
    expect((await refusal(unmergeOrigins(office().other.admin, { mergeId }))).code).toBe('not_found');
    expect((await refusal(unmergeOrigins(company.admin, { mergeId: 999_999 }))).code).toBe('not_found');
    expect((await refusal(unmergeOrigins(company.admin, { mergeId: 'x' }))).code).toBe('invalid');
  });
});
