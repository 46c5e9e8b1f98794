import { beforeEach, describe, expect, it } from 'vitest';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { createOrigin } from '#domain/origins/create.ts';
import { listOrigins } from '#domain/origins/list.ts';
import { unarchiveOrigin } from '#domain/origins/unarchive.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { refusal, useOffice } from './support.ts';

const office = useOffice();
let company: TestWorkspace;
let radio: number;

beforeEach(async () => {
  company = await makeWorkspace(office().company.admin.db);
  radio = await company.addOrigin('Rádio');
});

describe.each([
  ['archiveOrigin', archiveOrigin, true, 'origin.archived'],
  ['unarchiveOrigin', unarchiveOrigin, false, 'origin.unarchived'],
] as const)('%s', (_, verb, isArchived, kind) => {
  beforeEach(async () => {
    if (!isArchived) await archiveOrigin(company.admin, { id: radio });
  });

  it('does it once, and records it once', async () => {
    const origin = await verb(company.manager, { id: radio });
    expect(origin).toMatchObject({ id: radio, isArchived });
    expect(await verb(company.manager, { id: radio })).toEqual(origin);
    const kinds = (await workspaceEventsOf(company.admin)).map((event) => event.kind);
    expect(kinds.filter((one) => one === kind)).toHaveLength(1);
    expect(await listOrigins(company.sales)).toMatchObject([{ isArchived }]);
  });

  it('refuses sales staff, other workspaces and nonsense', async () => {
    expect((await refusal(verb(company.sales, { id: radio }))).code).toBe('forbidden');
    expect((await refusal(verb(office().other.admin, { id: radio }))).code).toBe('not_found');
    expect((await refusal(verb(company.admin, { id: null }))).code).toBe('invalid');
  });
});

it('keeps the name of an archived origin taken, and says that it is archived', async () => {
  await archiveOrigin(company.admin, { id: radio });
  expect(await refusal(createOrigin(company.admin, { name: 'radio' }))).toMatchObject({
    fields: { name: { code: 'name_taken_by_archived' } },
    details: { origin: { id: radio, isArchived: true } },
  });
});
