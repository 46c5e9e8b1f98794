import { describe, expect, it } from 'vitest';
import { createOrigin } from '#domain/origins/create.ts';
import { forgetAlias } from '#domain/origins/forget-alias.ts';
import { listOriginsWithAliases } from '#domain/origins/list.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { updateOrigin } from '#domain/origins/update.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { refusal, useOffice } from './support.ts';

const office = useOffice();

async function makeOrigin(name: string) {
  const workspace = await makeWorkspace(office().company.admin.db);
  const origin = await createOrigin(workspace.manager, { name });
  const spellings = async () => {
    const all = await listOriginsWithAliases(workspace.manager);
    return all.find((one) => one.id === origin.id)?.aliases.map((alias) => alias.name);
  };
  return { ...workspace, origin, spellings };
}

describe('updateOrigin', () => {
  it('renames, remembers the old spelling and records it', async () => {
    const { manager, origin, spellings } = await makeOrigin('Adwords');
    const updated = await updateOrigin(manager, { id: origin.id, version: 1, name: 'Google Ads' });
    expect(updated).toEqual({ ...origin, name: 'Google Ads', version: 2 });
    expect(await spellings()).toEqual(['Adwords']);
    expect((await workspaceEventsOf(manager)).at(-1)).toMatchObject({
      kind: 'origin.updated',
      before: { name: 'Adwords' },
      after: { name: 'Google Ads' },
    });
  });

  it.each(['INDICACOES', 'indicações', 'Indicações'])('remembers nothing for %j', async (name) => {
    const { manager, origin, spellings } = await makeOrigin('Indicaçoes');
    expect(await updateOrigin(manager, { id: origin.id, version: 1, name })).toMatchObject({ name });
    expect(await spellings()).toEqual([]);
  });

  it('takes an earlier name back', async () => {
    const { manager, origin, spellings } = await makeOrigin('Panfleto');
    await updateOrigin(manager, { id: origin.id, version: 1, name: 'Folheto' });
    await updateOrigin(manager, { id: origin.id, version: 2, name: 'Panfleto' });
    expect(await spellings()).toEqual(['Folheto']);
  });

  it('writes nothing when nothing changed', async () => {
    const { manager, origin } = await makeOrigin('Feira');
    expect(await updateOrigin(manager, { id: origin.id, version: 1, name: ' Feira ' })).toEqual(origin);
    expect(await workspaceEventsOf(manager)).toHaveLength(1);
  });

  it('tells the second of two people what the first one did', async () => {
    const { manager, admin, origin } = await makeOrigin('Feira');
    await updateOrigin(admin, { id: origin.id, version: 1, name: 'Evento' });
    expect(await refusal(updateOrigin(manager, { id: origin.id, version: 1, name: 'Expo' }))).toMatchObject({
      code: 'stale',
      details: { current: { id: origin.id, name: 'Evento', version: 2 } },
    });
  });

  it('lets one of many renames at once through', async () => {
    const { manager, origin } = await makeOrigin('Feira');
    const results = await Promise.allSettled(
      ['Alfa', 'Bravo', 'Charlie', 'Delta'].map((name) =>
        updateOrigin(manager, { id: origin.id, version: 1, name }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await workspaceEventsOf(manager)).toHaveLength(2);
  });

  it('refuses names that lead to another origin, and asks about near ones', async () => {
    const { manager, origin } = await makeOrigin('Feira');
    await createOrigin(manager, { name: 'Facebook' });
    const rename = (name: string, isDifferent = false) =>
      refusal(updateOrigin(manager, { id: origin.id, version: 1, name, isDifferent }));
    expect((await rename('FACEBOOK', true)).fields).toMatchObject({ name: { code: 'name_taken_by' } });
    expect(await rename('Facebok')).toMatchObject({
      code: 'duplicate',
      details: { near: { name: 'Facebook' } },
    });
    expect(
      await updateOrigin(manager, { id: origin.id, version: 1, name: 'Facebok', isDifferent: true }),
    ).toMatchObject({ name: 'Facebok' });
  });

  it('does not ask about its own earlier spelling', async () => {
    const { manager, origin } = await makeOrigin('Facebok');
    await updateOrigin(manager, { id: origin.id, version: 1, name: 'Facebook' });
    expect(await updateOrigin(manager, { id: origin.id, version: 2, name: 'Facebok' })).toMatchObject({
      name: 'Facebok',
    });
  });

  it.each([
    ['missing', { id: 999_999_999, version: 1, name: 'X' }, 'not_found'],
    ['no version', { id: 1, name: 'X' }, 'invalid'],
    ['-1', { id: -1, version: 1, name: 'X' }, 'invalid'],
    ['2^53+1', { id: '9007199254740993', version: 1, name: 'X' }, 'invalid'],
    ['a path', { id: '../../etc/passwd', version: 1, name: 'X' }, 'invalid'],
    ['an array', { id: [1], version: 1, name: 'X' }, 'invalid'],
    ['NaN', { id: Number.NaN, version: 1, name: 'X' }, 'invalid'],
    ['nothing', undefined, 'invalid'],
  ])('refuses an id that is %s', async (_, input, code) => {
    expect((await refusal(updateOrigin(office().company.manager, input))).code).toBe(code);
  });

  it('refuses sales staff, and treats another workspace as missing', async () => {
    const { sales, origin } = await makeOrigin('Feira');
    const input = { id: origin.id, version: 1, name: 'Y' };
    expect((await refusal(updateOrigin(sales, input))).code).toBe('forbidden');
    expect((await refusal(updateOrigin(office().other.admin, input))).code).toBe('not_found');
  });
});

describe('forgetAlias', () => {
  it('frees a spelling for another origin', async () => {
    const { manager, origin } = await makeOrigin('Campanha Verde');
    await updateOrigin(manager, { id: origin.id, version: 1, name: 'Cartaz' });
    const [alias] = (await listOriginsWithAliases(manager))[0]?.aliases ?? [];
    await forgetAlias(manager, { id: origin.id, aliasId: alias?.id });
    expect((await workspaceEventsOf(manager)).at(-1)).toMatchObject({
      kind: 'origin.updated',
      before: { alias: 'Campanha Verde' },
    });
    expect(await createOrigin(manager, { name: 'Campanha Verde' })).toMatchObject({ name: 'Campanha Verde' });
  });

  it('leaves what a merge taught, and what is not there', async () => {
    const { manager, sales, origin } = await makeOrigin('Rádio');
    const { id: fromId } = await createOrigin(manager, { name: 'Jornal' });
    await mergeOrigins(manager, { fromId, intoId: origin.id });
    const [alias] = (await listOriginsWithAliases(manager))[0]?.aliases ?? [];
    const input = { id: origin.id, aliasId: alias?.id };
    expect((await refusal(forgetAlias(manager, input))).code).toBe('in_use');
    expect((await refusal(forgetAlias(manager, { ...input, aliasId: 999_999 }))).code).toBe('not_found');
    expect((await refusal(forgetAlias(office().other.admin, input))).code).toBe('not_found');
    expect((await refusal(forgetAlias(sales, input))).code).toBe('forbidden');
  });
});
