import { describe, expect, it } from 'vitest';
import { createOrigin } from '#domain/origins/create.ts';
import { listOrigins } from '#domain/origins/list.ts';
import { updateOrigin } from '#domain/origins/update.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { refusal, useOffice } from './support.ts';

const office = useOffice();

describe('createOrigin', () => {
  it('adds an origin and records it', async () => {
    const { manager, id } = await makeWorkspace(office().company.admin.db);
    const origin = await createOrigin(manager, { name: '  Google   Ads ' });
    expect(origin).toMatchObject({ name: 'Google Ads', version: 1, isArchived: false });
    expect(await listOrigins(manager)).toEqual([origin]);
    expect(await workspaceEventsOf(manager)).toMatchObject([
      { workspaceId: id, subjectId: origin.id, kind: 'origin.created', after: { name: 'Google Ads' } },
    ]);
  });

  it('refuses sales staff', async () => {
    const { sales } = office().company;
    expect((await refusal(createOrigin(sales, { name: 'Panfleto' }))).code).toBe('forbidden');
  });

  it.each([
    ['empty', { name: '' }, 'required'],
    ['missing', {}, 'required'],
    ['only spaces', { name: '   ' }, 'required'],
    ['a Hangul filler', { name: '\u3164' }, 'required'],
    ['zero-width only', { name: '\u200b\u200d' }, 'required'],
    ['a NUL', { name: 'a\u0000b' }, 'bad_characters'],
    ['a lone surrogate', { name: 'a\ud800' }, 'bad_characters'],
    ['a number', { name: 7 }, 'bad_characters'],
    ['an array', { name: ['Facebook'] }, 'bad_characters'],
    ['61 letters', { name: 'x'.repeat(61) }, 'too_long'],
    ['10 MB', { name: 'x'.repeat(10_000_000) }, 'too_long'],
  ])('refuses a name that is %s', async (_, input, code) => {
    const { manager } = await makeWorkspace(office().company.admin.db);
    const error = await refusal(createOrigin(manager, input));
    expect(error).toMatchObject({ code: 'invalid', fields: { name: { code } } });
    expect(await listOrigins(manager)).toEqual([]);
    expect(await workspaceEventsOf(manager)).toEqual([]);
  });

  it.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['"><img onerror=x>', '"><img onerror=x>'],
    ['{{7*7}}', '{{7*7}}'],
    ["Robert'); DROP TABLE origins;--", "Robert'); DROP TABLE origins;--"],
    ['a%_\\b', 'a%_\\b'],
    ['abc\u202etxt', 'abctxt'],
    ['x'.repeat(60), 'x'.repeat(60)],
  ])('keeps %j as text', async (name, kept) => {
    const { manager } = await makeWorkspace(office().company.admin.db);
    expect(await createOrigin(manager, { name })).toMatchObject({ name: kept });
  });

  it('sets nothing that is not asked for', async () => {
    const { manager, id } = await makeWorkspace(office().company.admin.db);
    const input = JSON.parse(
      '{"name":"Feira","id":77,"workspaceId":1,"version":9,"archivedAt":"2020-01-01","mergedIntoId":1,"__proto__":{"isDifferent":true}}',
    );
    const origin = await createOrigin(manager, input);
    expect(origin).toMatchObject({ version: 1, isArchived: false });
    expect(origin.id).not.toBe(77);
    expect(await listOrigins(manager)).toHaveLength(1);
    expect(manager.workspace.id).toBe(id);
  });

  it('refuses a name that another origin has, however it is spelt, and says which', async () => {
    const { manager } = await makeWorkspace(office().company.admin.db);
    const { id } = await createOrigin(manager, { name: 'Indicações' });
    for (const name of ['indicacoes', ' INDICAÇÕES ', 'Indicаções']) {
      expect(await refusal(createOrigin(manager, { name, isDifferent: true }))).toMatchObject({
        code: 'invalid',
        fields: { name: { code: 'name_taken_by', params: { name: 'Indicações' } } },
        details: { origin: { id, name: 'Indicações', isArchived: false } },
      });
    }
  });

  it('refuses a name that is an alias, and says whose', async () => {
    const { manager } = await makeWorkspace(office().company.admin.db);
    const { id } = await createOrigin(manager, { name: 'Adwords' });
    await updateOrigin(manager, { id, version: 1, name: 'Google Ads' });
    expect(await refusal(createOrigin(manager, { name: 'ADWORDS', isDifferent: true }))).toMatchObject({
      code: 'invalid',
      fields: { name: { code: 'name_is_alias_of', params: { name: 'Google Ads' } } },
      details: { origin: { id } },
    });
  });

  it('asks about a near-duplicate, and believes the answer', async () => {
    const { manager } = await makeWorkspace(office().company.admin.db);
    const { id } = await createOrigin(manager, { name: 'Facebook' });
    expect(await refusal(createOrigin(manager, { name: 'Facebok' }))).toMatchObject({
      code: 'duplicate',
      details: { near: { id, name: 'Facebook', spelling: 'Facebook' } },
    });
    expect(await createOrigin(manager, { name: 'Facebok', isDifferent: true })).toMatchObject({
      name: 'Facebok',
    });
  });

  it('lets one of two people who add the same name at once do it', async () => {
    const { manager, admin } = await makeWorkspace(office().company.admin.db);
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        createOrigin(index % 2 ? manager : admin, { name: index % 2 ? 'TikTok' : 'tiktok' }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await listOrigins(admin)).toHaveLength(1);
    expect(await workspaceEventsOf(admin)).toHaveLength(1);
  });

  it('asks even when the near one is being added at this moment', async () => {
    const { manager, admin } = await makeWorkspace(office().company.admin.db);
    const results = await Promise.allSettled([
      createOrigin(manager, { name: 'Instagram' }),
      createOrigin(admin, { name: 'Instagran' }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
