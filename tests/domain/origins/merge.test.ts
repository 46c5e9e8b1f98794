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
import { untilWaiting } from '../../support/locks.ts';
import {
  contactEventsOf,
  makeWorkspace,
  type TestWorkspace,
  workspaceEventsOf,
} from '../../support/workspace.ts';
import { originOf, refusal, useOffice } from './support.ts';

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
      await untilWaiting(company.admin.db);
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
