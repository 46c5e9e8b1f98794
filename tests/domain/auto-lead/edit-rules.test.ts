import { beforeEach, describe, expect, test } from 'vitest';
import type { RuleRef } from '#domain/auto-lead/built-in-rules.ts';
import { createRule } from '#domain/auto-lead/create-rule.ts';
import { deleteRule } from '#domain/auto-lead/delete-rule.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { reorderRules } from '#domain/auto-lead/reorder.ts';
import { listRules } from '#domain/auto-lead/rule-list.ts';
import { decideOrigin } from '#domain/auto-lead/rules.ts';
import { tryRules } from '#domain/auto-lead/try-out.ts';
import { turnRule } from '#domain/auto-lead/turn-rule.ts';
import { updateRule } from '#domain/auto-lead/update-rule.ts';
import type { Ctx } from '#domain/ctx.ts';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { deleteOrigin } from '#domain/origins/delete.ts';
import { getOriginDependents } from '#domain/origins/dependents.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { previewMerge } from '#domain/origins/preview-merge.ts';
import { unmergeOrigins } from '#domain/origins/unmerge.ts';
import { arrivalOf, makeNumber } from '../../support/auto-lead.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let facebook: number;
let google: number;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  await workspace.addStatus('Novo', { isDefault: true });
  facebook = await workspace.addOrigin('Facebook');
  google = await workspace.addOrigin('Google Ads');
});

const add = async (facts: object) => (await createRule(workspace.manager, facts)).id;
const contains = (text: string, originId = facebook) => ({ kind: 'text', by: 'contains', text, originId });
const order = async () => (await listRules(workspace.manager)).map(({ id }) => id);
const lastEvent = async () => (await workspaceEventsOf(workspace.admin)).at(-1);

describe('createRule', () => {
  test('puts it before the names and after the links, with its event', async () => {
    expect(await order()).toEqual(['link', 'alias']);
    const id = await add(contains('promo'));
    const rules = await listRules(workspace.manager);
    expect(rules.map(({ kind }) => kind)).toEqual(['link', 'text', 'alias']);
    expect(rules[1]).toMatchObject({ id, by: 'contains', text: 'promo', originName: 'Facebook', isOn: true });
    expect(await lastEvent()).toMatchObject({
      kind: 'rule.created',
      subjectId: id,
      after: { kind: 'text', text: 'promo', originId: facebook },
    });
  });

  test('two people at once both get theirs, and links and names are stored once', async () => {
    await Promise.all([add(contains('um')), add(contains('dois')), add(contains('três'))]);
    const rules = await listRules(workspace.manager);
    expect(rules.map(({ kind }) => kind)).toEqual(['link', 'text', 'text', 'text', 'alias']);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(5);
  });

  test.each([
    [{}, 'kind', 'required'],
    [{ kind: 'alias' }, 'kind', 'required'],
    [{ kind: 'text', by: 'contains', text: '' }, 'text', 'required'],
    [{ kind: 'text', by: 'pattern', text: ' ** ? ' }, 'text', 'required'],
    [{ kind: 'text', by: 'contains', text: 'x'.repeat(201) }, 'text', 'too_long'],
    [{ kind: 'text', by: 'contains', text: 'a\u0000b' }, 'text', 'bad_characters'],
    [{ kind: 'text', by: 'regex', text: '(a+)+' }, 'by', 'required'],
    [{ kind: 'ad', by: 'id', text: '' }, 'text', 'required'],
    [{ kind: 'ad', by: 'kind' }, 'sourceType', 'required'],
    [{ kind: 'number' }, 'numberId', 'required'],
    [{ kind: 'number', numberId: 999_999 }, 'numberId', 'gone'],
    [{ kind: 'ad', by: 'any', originId: null }, 'originId', 'required'],
    [{ kind: 'ad', by: 'any', originId: 999_999 }, 'originId', 'gone'],
    [{ kind: 'ad', by: 'any', originId: 'x' }, 'originId', 'required'],
  ])('refuses %j', async (facts, field, code) => {
    const error = await refused(add({ text: '', originId: facebook, ...facts }), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
    expect(await order()).toEqual(['link', 'alias']);
  });

  test('refuses another workspace’s origin and number, and sales staff', async () => {
    const other = await makeWorkspace(db());
    const theirs = await other.addOrigin('Deles');
    await refused(add(contains('x', theirs)), 'invalid');
    const numberId = await makeNumber(other.admin);
    await refused(add({ kind: 'number', numberId, text: '', originId: facebook }), 'invalid');
    await refused(createRule(workspace.sales, contains('x')), 'forbidden');
  });
});

describe('the others', () => {
  test('updateRule changes what it looks at; the second of two tabs is told', async () => {
    const id = await add(contains('promo'));
    const facts = { kind: 'ad', by: 'headline', text: 'Verão', originId: google };
    await updateRule(workspace.manager, { id, version: 1, ...facts });
    expect((await listRules(workspace.admin))[1]).toMatchObject({ ...facts, version: 2 });
    expect(await lastEvent()).toMatchObject({
      kind: 'rule.updated',
      before: { kind: 'text' },
      after: { kind: 'ad' },
    });
    const stale = await refused(updateRule(workspace.manager, { id, version: 1, ...contains('x') }), 'stale');
    expect(stale.details).toMatchObject({ current: { ...facts, version: 2 } });
    const events = await workspaceEventsOf(workspace.admin);
    await updateRule(workspace.manager, { id, version: 2, ...facts });
    expect(await workspaceEventsOf(workspace.admin)).toEqual(events);
  });

  test('reorderRules moves any rule, also the two that every workspace has', async () => {
    const [one, two] = [await add(contains('um')), await add(contains('dois'))];
    await reorderRules(workspace.manager, { id: two, beforeId: one });
    await reorderRules(workspace.manager, { id: 'alias', beforeId: 'link' });
    expect((await listRules(workspace.admin)).map(({ kind, text }) => text || kind)).toEqual([
      'alias',
      'link',
      'dois',
      'um',
    ]);
    expect(await lastEvent()).toMatchObject({ kind: 'rule.reordered' });
    await refused(reorderRules(workspace.manager, { id: one, beforeId: 999_999 }), 'not_found');
  });

  test('turnRule takes a rule out of the decision and back in', async () => {
    const decide = async (text: string) => decideOrigin(await readAutoLead(workspace.admin), arrivalOf(text));
    expect(await decide('vi no Google Ads')).toMatchObject({ kind: 'alias', originId: google });
    await turnRule(workspace.manager, { id: 'alias', isOn: false });
    expect(await decide('vi no Google Ads')).toMatchObject({ kind: 'default' });
    const alias = (await listRules(workspace.admin)).find(({ kind }) => kind === 'alias');
    await turnRule(workspace.manager, { id: alias?.id, isOn: true });
    expect(await decide('vi no Google Ads')).toMatchObject({ kind: 'alias', ruleId: alias?.id });
  });

  test('deleteRule takes one away, never the two that every workspace has', async () => {
    const id = await add(contains('promo'));
    await deleteRule(workspace.manager, { id });
    expect(await lastEvent()).toMatchObject({ kind: 'rule.deleted', before: { text: 'promo' } });
    const [link] = await order();
    await refused(deleteRule(workspace.manager, { id: link }), 'not_found');
    await refused(deleteRule(workspace.manager, { id }), 'not_found');
  });

  test('another workspace’s rule is missing, and sales staff may nothing', async () => {
    const id = await add(contains('promo'));
    const other = await makeWorkspace(db());
    const acts = [
      (ctx: Ctx) => updateRule(ctx, { id, version: 1, ...contains('x') }),
      (ctx: Ctx) => reorderRules(ctx, { id, beforeId: null }),
      (ctx: Ctx) => turnRule(ctx, { id, isOn: false }),
      (ctx: Ctx) => deleteRule(ctx, { id }),
    ];
    for (const act of acts) {
      await refused(act(other.manager), 'not_found');
      await refused(act(workspace.sales), 'forbidden');
    }
    await refused(listRules(workspace.sales), 'forbidden');
  });
});

describe('tryRules', () => {
  const attempt = (facts: object) => tryRules(workspace.manager, { text: '', ...facts });
  const whys = ({ rules }: { rules: { id: RuleRef; why: string | null }[] }) => rules.map(({ why }) => why);

  test('says which rule wins and why the others do not, and saves nothing', async () => {
    const off = await add(contains('desconto'));
    const promo = await add(contains('desconto', google));
    const ad = await add({ kind: 'ad', by: 'headline', text: 'Verão', originId: facebook });
    await turnRule(workspace.manager, { id: off, isOn: false });
    const events = await workspaceEventsOf(workspace.admin);
    const trial = await attempt({ text: 'Quero o DESCONTO que vi no Facebook' });
    expect(trial).toMatchObject({ winner: promo, originName: 'Google Ads', kind: 'text' });
    expect(whys(trial)).toEqual(['no_code', 'off', null, 'no_ad', 'later']);
    const other = await attempt({ ad: { id: '1', headline: 'Coleção de Inverno', sourceType: 'ad' } });
    expect(other).toMatchObject({ winner: null, kind: 'default', originName: 'Facebook' });
    expect(whys(other)).toEqual(['no_code', 'off', 'no_text', 'other_headline', 'no_name']);
    const summer = await attempt({ ad: { id: '1', headline: 'Promoção de VERAO', sourceType: 'ad' } });
    expect(summer).toMatchObject({ winner: ad, evidenceText: 'Promoção de VERAO' });
    expect(await workspaceEventsOf(workspace.admin)).toEqual(events);
  });

  test('refuses sales staff, and says where there is no origin', async () => {
    await refused(tryRules(workspace.sales, { text: 'oi' }), 'forbidden');
    const empty = await makeWorkspace(db());
    const error = await refused(tryRules(empty.admin, { text: 'oi' }), 'invalid');
    expect(error.fields.originId?.code).toBe('no_origin');
  });
});

describe('origins that go', () => {
  test('a rule whose origin was merged gives the one it went into, and its own again after', async () => {
    await add(contains('promo'));
    expect(await previewMerge(workspace.manager, { fromId: facebook, intoId: google })).toMatchObject({
      ruleTotal: 1,
      linkTotal: 0,
      isLeadDefault: false,
    });
    const { mergeId } = await mergeOrigins(workspace.manager, { fromId: facebook, intoId: google });
    const decide = async (text: string) => decideOrigin(await readAutoLead(workspace.admin), arrivalOf(text));
    expect(await decide('promo')).toMatchObject({ kind: 'text', originId: google });
    expect(await decide('vi no facebook')).toMatchObject({ kind: 'alias', originId: google });
    expect((await listRules(workspace.admin))[1]).toMatchObject({ originName: 'Google Ads' });
    await unmergeOrigins(workspace.manager, { mergeId });
    expect(await decide('promo')).toMatchObject({ originId: facebook });
  });

  test('one that a rule gives is neither archived nor deleted, also over a merge', async () => {
    await add(contains('promo'));
    for (const verb of [archiveOrigin, deleteOrigin]) {
      const error = await refused(verb(workspace.manager, { id: facebook }), 'in_use');
      expect(error.details).toMatchObject({ ruleTotal: 1 });
    }
    expect(await getOriginDependents(workspace.manager, { id: facebook })).toMatchObject({
      isUsed: true,
      ruleTotal: 1,
      hasTouches: false,
    });
    await mergeOrigins(workspace.manager, { fromId: facebook, intoId: google });
    await refused(archiveOrigin(workspace.manager, { id: google }), 'in_use');
  });

  test('a rule and an archiving at once: one of them is refused', async () => {
    const results = await Promise.allSettled([
      add(contains('promo')),
      archiveOrigin(workspace.manager, { id: facebook }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('an archived one is not named by what people write', async () => {
    await archiveOrigin(workspace.manager, { id: google });
    const settings = await readAutoLead(workspace.admin);
    expect(decideOrigin(settings, arrivalOf('vi no Google Ads'))).toMatchObject({ kind: 'default' });
  });
});
