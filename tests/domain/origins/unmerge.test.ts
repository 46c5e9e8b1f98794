import { beforeEach, describe, expect, it } from 'vitest';
import { updateContact } from '#domain/contacts/update.ts';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { listOriginsWithTotals } from '#domain/origins/list.ts';
import { listOriginMerges } from '#domain/origins/list-merges.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { unmergeOrigins } from '#domain/origins/unmerge.ts';
import { updateOrigin } from '#domain/origins/update.ts';
import { makeContact } from '../../support/contact.ts';
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
const moveContact = (id: number, version: number, originId: number) =>
  updateContact(company.sales, { id, version, originId });

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
    await moveContact(bia, 2, radio);
    await moveContact(caio, 2, radio);
    await moveContact(caio, 3, facebook);
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
