import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { violatesReference } from '#db/errors.ts';
import { origins } from '#db/schema/origins.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { createOrigin } from '#domain/origins/create.ts';
import { deleteOrigin } from '#domain/origins/delete.ts';
import { getOriginDependents } from '#domain/origins/dependents.ts';
import { listOrigins, listOriginsWithAliases } from '#domain/origins/list.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { restoreOrigin } from '#domain/origins/restore.ts';
import { unmergeOrigins } from '#domain/origins/unmerge.ts';
import { updateOrigin } from '#domain/origins/update.ts';
import { makeContact } from '../../support/contact.ts';
import { untilWaiting } from '../../support/locks.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { refusal, useOffice } from './support.ts';

const office = useOffice();
let company: TestWorkspace;
let statusId: number;
let radio: number;

beforeEach(async () => {
  company = await makeWorkspace(office().company.admin.db);
  statusId = await company.addStatus('Novo', { isDefault: true });
  radio = await company.addOrigin('Rádio');
});

const names = async () => (await listOrigins(company.admin)).map((origin) => origin.name);

describe('deleteOrigin', () => {
  it('deletes one that nothing uses, and records it', async () => {
    expect(await deleteOrigin(company.manager, { id: radio })).toMatchObject({ origin: { name: 'Rádio' } });
    expect(await names()).toEqual([]);
    expect((await workspaceEventsOf(company.admin)).at(-1)).toMatchObject({
      kind: 'origin.deleted',
      subjectId: radio,
      before: { name: 'Rádio' },
    });
  });

  it('refuses one with contacts, and says how many', async () => {
    await makeContact(company.admin, { originId: radio, statusId });
    await makeContact(company.admin, { originId: radio, statusId });
    expect(await refusal(deleteOrigin(company.admin, { id: radio }))).toMatchObject({
      code: 'in_use',
      details: { contactTotal: 2, trashTotal: 0, mergedTotal: 0 },
    });
    expect(await getOriginDependents(company.admin, { id: radio })).toMatchObject({
      contactTotal: 2,
      isUsed: true,
    });
    expect(await names()).toEqual(['Rádio']);
  });

  it('refuses one that a deleted contact could come back to', async () => {
    const id = await makeContact(company.admin, { originId: radio, statusId });
    await deleteContact(company.admin, { id, version: 1 });
    expect((await refusal(deleteOrigin(company.admin, { id: radio }))).details).toMatchObject({
      trashTotal: 1,
    });
  });

  it('refuses one into which others are merged, until they are separated', async () => {
    const jornal = await company.addOrigin('Jornal');
    const { mergeId } = await mergeOrigins(company.admin, { fromId: jornal, intoId: radio });
    expect((await refusal(deleteOrigin(company.admin, { id: radio }))).details).toMatchObject({
      mergedTotal: 1,
    });
    await unmergeOrigins(company.admin, { mergeId });
    await deleteOrigin(company.admin, { id: radio });
    expect(await names()).toEqual(['Jornal']);
  });

  it('is refused by the database itself while a contact points at it', async () => {
    await makeContact(company.admin, { originId: radio, statusId });
    const raw = company.admin.db.execute(sql`delete from origins where id = ${radio}`);
    await expect(raw).rejects.toSatisfy(violatesReference);
    const nulled = company.admin.db.execute(
      sql`update contacts set origin_id = null where origin_id = ${radio}`,
    );
    await expect(nulled).rejects.toThrow();
    expect(await names()).toEqual(['Rádio']);
  });

  it('is refused by the database when a contact would get another workspace’s origin', async () => {
    const foreign = await office().other.addOrigin('Deles');
    await expect(makeContact(company.admin, { originId: foreign, statusId })).rejects.toSatisfy(
      violatesReference,
    );
  });

  it('waits for a contact that is being created, and then refuses', async () => {
    let deleting: Promise<unknown> | undefined;
    await company.admin.db.transaction(async (tx) => {
      await tx.execute(sql`select from origins where id = ${radio} for key share`);
      await makeContact({ ...company.admin, db: tx }, { originId: radio, statusId });
      deleting = refusal(deleteOrigin(company.manager, { id: radio }));
      await untilWaiting(company.admin.db);
    });
    expect(await deleting).toMatchObject({ code: 'in_use', details: { contactTotal: 1 } });
  });

  it('refuses sales staff, other workspaces and nonsense', async () => {
    expect((await refusal(deleteOrigin(company.sales, { id: radio }))).code).toBe('forbidden');
    expect((await refusal(getOriginDependents(company.sales, { id: radio }))).code).toBe('forbidden');
    for (const verb of [deleteOrigin, getOriginDependents]) {
      expect((await refusal(verb(office().other.admin, { id: radio }))).code).toBe('not_found');
      expect((await refusal(verb(company.admin, { id: '1e309' }))).code).toBe('invalid');
    }
  });
});

describe('restoreOrigin', () => {
  it('brings it back under its id with its spellings', async () => {
    await updateOrigin(company.admin, { id: radio, version: 1, name: 'Rádio FM' });
    const { changeId } = await deleteOrigin(company.admin, { id: radio });
    expect(await restoreOrigin(company.manager, { changeId })).toMatchObject({
      id: radio,
      name: 'Rádio FM',
      version: 3,
    });
    expect(await listOriginsWithAliases(company.admin)).toMatchObject([
      { id: radio, aliases: [{ name: 'Rádio', mergeId: null }] },
    ]);
    expect((await workspaceEventsOf(company.admin)).at(-1)).toMatchObject({
      kind: 'origin.created',
      after: { isRestored: true },
    });
  });

  it('brings back the spellings that are still free', async () => {
    await updateOrigin(company.admin, { id: radio, version: 1, name: 'Podcast' });
    const { changeId } = await deleteOrigin(company.admin, { id: radio });
    await createOrigin(company.admin, { name: 'Rádio' });
    await restoreOrigin(company.admin, { changeId });
    expect(await listOriginsWithAliases(company.admin)).toMatchObject([
      { name: 'Podcast', aliases: [] },
      { name: 'Rádio', aliases: [] },
    ]);
  });

  it('is done once, and not over a name taken meanwhile', async () => {
    const { changeId } = await deleteOrigin(company.admin, { id: radio });
    const { id } = await createOrigin(company.admin, { name: 'radio' });
    expect(await refusal(restoreOrigin(company.admin, { changeId }))).toMatchObject({
      fields: { name: { code: 'name_taken_by' } },
    });
    await deleteOrigin(company.admin, { id });
    await restoreOrigin(company.admin, { changeId });
    expect((await refusal(restoreOrigin(company.admin, { changeId }))).code).toBe('invalid');
    expect(await names()).toEqual(['Rádio']);
  });

  it('refuses sales staff, other workspaces and nonsense', async () => {
    const { changeId } = await deleteOrigin(company.admin, { id: radio });
    expect((await refusal(restoreOrigin(company.sales, { changeId }))).code).toBe('forbidden');
    expect((await refusal(restoreOrigin(office().other.admin, { changeId }))).code).toBe('not_found');
    expect((await refusal(restoreOrigin(company.admin, { changeId: 'x' }))).code).toBe('invalid');
    const rows = await company.admin.db.select().from(origins).where(eq(origins.workspaceId, company.id));
    expect(rows).toEqual([]);
  });
});
