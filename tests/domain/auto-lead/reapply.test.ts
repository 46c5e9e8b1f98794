import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { reapplications, touches } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { createRule } from '#domain/auto-lead/create-rule.ts';
import { deleteRule } from '#domain/auto-lead/delete-rule.ts';
import { listTouches } from '#domain/auto-lead/list-touches.ts';
import { previewReapply } from '#domain/auto-lead/preview-reapply.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { reapplyRules } from '#domain/auto-lead/reapply.ts';
import { decideOrigin } from '#domain/auto-lead/rules.ts';
import { runReapplications } from '#domain/auto-lead/run-reapply.ts';
import { addTouch } from '#domain/auto-lead/touches.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { userIdOf } from '../../support/account.ts';
import { arrivalOf, makeNumber } from '../../support/auto-lead.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactEventsOf,
  makeWorkspace,
  type TestWorkspace,
  workspaceEventsOf,
} from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let statusId: number;
let whatsapp: number;
let summer: number;
let messages = 0;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  statusId = await workspace.addStatus('Novo', { isDefault: true });
  whatsapp = await workspace.addOrigin('WhatsApp');
  summer = await workspace.addOrigin('Campanha A');
});

/** Somebody who writes: a new contact with the origin of the arrival, or one that was there already. */
async function arrive(text: string, contactId?: number, at = new Date()): Promise<number> {
  const ctx = workspace.admin;
  const arrival = arrivalOf(text);
  const ruling = decideOrigin(await readAutoLead(ctx), arrival);
  const id = contactId ?? (await makeContact(ctx, { statusId, originId: ruling.originId }));
  messages += 1;
  await addTouch(ctx, { contactId: id, messageId: messages, at, arrival, ruling });
  return id;
}

const addRule = (text: string, originId = summer) =>
  createRule(workspace.manager, { kind: 'text', by: 'contains', text, originId });
const originOf = async (id: number) => {
  const [contact] = await db().select().from(contacts).where(eq(contacts.id, id));
  return contact?.originId;
};
const moved = (touchTotal: number, contactTotal: number) => ({
  fromId: whatsapp,
  toId: summer,
  fromName: 'WhatsApp',
  toName: 'Campanha A',
  touchTotal,
  contactTotal,
});

describe('addTouch', () => {
  test('adds one for each message, however often it is told', async () => {
    const id = await makeContact(workspace.admin, { statusId, originId: whatsapp });
    const arrival = arrivalOf('oi');
    const ruling = decideOrigin(await readAutoLead(workspace.admin), arrival);
    const touch = { contactId: id, messageId: 900_001, at: new Date(), arrival, ruling };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => addTouch(workspace.admin, touch)),
    );
    expect(others).toEqual([first, first, first, first]);
    expect((await listTouches(workspace.sales, { id })).total).toBe(1);
  });
});

describe('reapplyRules', () => {
  test('shows what would change, changes just that, and leaves the old touches as they were', async () => {
    const [one, two, other] = [await arrive('promo'), await arrive('PROMO sim'), await arrive('oi')];
    await arrive('promo de novo', other);
    await addRule('promo');
    const preview = await previewReapply(workspace.manager, null);
    expect(preview).toMatchObject({ seen: 4, touchTotal: 3, contactTotal: 2, isPartial: false });
    expect(preview.moves).toEqual([moved(3, 2)]);
    expect(await reapplyRules(workspace.manager, null)).toEqual({
      state: 'done',
      touchTotal: 3,
      contactTotal: 2,
    });
    expect([await originOf(one), await originOf(two), await originOf(other)]).toEqual([
      summer,
      summer,
      whatsapp,
    ]);
    const { first, total } = await listTouches(workspace.sales, { id: one });
    expect([total, first]).toMatchObject([
      1,
      { kind: 'text', originName: 'Campanha A', formerOriginName: 'WhatsApp' },
    ]);
    const stored = await db().select().from(touches).where(eq(touches.contactId, one)).orderBy(touches.id);
    expect(stored.map(({ originId }) => originId)).toEqual([whatsapp, summer]);
    expect(stored[1]).toMatchObject({
      supersedesId: stored[0]?.id,
      at: stored[0]?.at,
      evidence: stored[0]?.evidence,
    });
    const changed = (await contactEventsOf(workspace.admin, one)).at(-1);
    const event = (await workspaceEventsOf(workspace.admin)).at(-1);
    expect(changed).toMatchObject({ kind: 'contact.origin_changed', after: { originId: summer } });
    expect(event).toMatchObject({ kind: 'touches.reapplied', changeId: changed?.changeId });
  });

  test('a second time changes nothing; rules set back and applied again bring everything back', async () => {
    const id = await arrive('promo');
    const rule = await addRule('promo');
    await reapplyRules(workspace.manager, null);
    expect(await reapplyRules(workspace.manager, null)).toMatchObject({ touchTotal: 0, contactTotal: 0 });
    await deleteRule(workspace.manager, rule);
    expect(await reapplyRules(workspace.manager, null)).toMatchObject({ touchTotal: 1, contactTotal: 1 });
    expect(await originOf(id)).toBe(whatsapp);
    const { first } = await listTouches(workspace.admin, { id });
    expect(first).toMatchObject({ originName: 'WhatsApp', formerOriginName: 'Campanha A' });
  });

  test('an origin that somebody chose stays, also one that was there before the first touch', async () => {
    const chosen = await arrive('promo');
    const back = await arrive('promo');
    const old = await makeContact(workspace.admin, { statusId, originId: whatsapp });
    await db()
      .update(contacts)
      .set({ createdAt: new Date(Date.now() - 86_400_000) })
      .where(eq(contacts.id, old));
    await arrive('promo', old);
    await updateContact(workspace.sales, { id: chosen, version: 1, originId: summer });
    await updateContact(workspace.sales, { id: chosen, version: 2, originId: whatsapp });
    await addRule('promo');
    expect((await previewReapply(workspace.manager, null)).moves).toEqual([moved(3, 1)]);
    await reapplyRules(workspace.manager, null);
    expect(await Promise.all([chosen, back, old].map(originOf))).toEqual([whatsapp, summer, whatsapp]);
  });

  test('only the first touch moves a contact', async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    const id = await arrive('promo');
    await arrive('oi', id, yesterday);
    await addRule('promo');
    expect((await previewReapply(workspace.manager, null)).moves).toEqual([moved(1, 0)]);
  });

  test('a merge of origins is no change, and does not keep a contact from following', async () => {
    const id = await arrive('promo');
    const other = await workspace.addOrigin('Zap');
    await mergeOrigins(workspace.manager, { fromId: whatsapp, intoId: other });
    expect((await previewReapply(workspace.manager, null)).touchTotal).toBe(0);
    await addRule('promo');
    await reapplyRules(workspace.manager, null);
    expect(await originOf(id)).toBe(summer);
  });

  test('erased evidence decides nothing', async () => {
    const id = await arrive('promo');
    await db().update(touches).set({ evidence: {} }).where(eq(touches.contactId, id));
    await addRule('promo');
    expect((await previewReapply(workspace.manager, null)).touchTotal).toBe(0);
  });

  test('what a worker left half done another finishes, once', async () => {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await arrive('promo'));
    await addRule('promo');
    const rows = await db()
      .select()
      .from(touches)
      .where(eq(touches.workspaceId, workspace.id))
      .orderBy(touches.id);
    const [first, last] = [rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0];
    const span = { nextId: first, lastId: last, createdBy: userIdOf(workspace.manager) };
    await db()
      .insert(reapplications)
      .values({ workspaceId: workspace.id, changeId: crypto.randomUUID(), ...span });
    await Promise.all([runReapplications(db()), runReapplications(db())]);
    expect(await Promise.all(ids.map(originOf))).toEqual([summer, summer, summer]);
    const events = await workspaceEventsOf(workspace.admin);
    expect(events.filter(({ kind }) => kind === 'touches.reapplied')).toMatchObject([
      { after: { touchTotal: 3, contactTotal: 3 } },
    ]);
    expect(await runReapplications(db())).toBe(0);
  });

  test('is given up when whoever asked has left', async () => {
    await arrive('promo');
    const createdBy = userIdOf(workspace.manager);
    await db().insert(reapplications).values({
      workspaceId: workspace.id,
      changeId: crypto.randomUUID(),
      nextId: 1,
      lastId: 9e9,
      createdBy,
    });
    await deactivateMember(workspace.admin, { userId: createdBy, contactsTo: null });
    await runReapplications(db());
    const [act] = await db()
      .select()
      .from(reapplications)
      .where(eq(reapplications.workspaceId, workspace.id));
    expect(act?.state).toBe('failed');
    expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
      after: { reason: 'given_up' },
    });
  });

  test('sales staff may neither look nor do it', async () => {
    await refused(previewReapply(workspace.sales, null), 'forbidden');
    await refused(reapplyRules(workspace.sales, null), 'forbidden');
  });
});

describe('listTouches', () => {
  test('tells the evidence in words, first and newest', async () => {
    const numberId = await makeNumber(workspace.admin);
    const id = await arrive('oi');
    await arrive('Campanha A', id, new Date(Date.now() + 30_000));
    const arrival = arrivalOf('Quero', { numberId, headline: 'Promoção' });
    const ruling = decideOrigin(await readAutoLead(workspace.admin), arrival);
    const at = new Date(Date.now() + 60_000);
    await addTouch(workspace.admin, { contactId: id, messageId: 910_000, at, arrival, ruling });
    const { total, first, newest } = await listTouches(workspace.sales, { id });
    expect(total).toBe(3);
    expect(first).toMatchObject({ kind: 'default', text: 'oi', ad: null });
    expect(newest[0]).toMatchObject({ text: 'Quero', ad: { id: '1200', headline: 'Promoção' } });
    expect(newest[0]?.phone).toMatch(/^5511/);
    expect(newest[1]).toMatchObject({ kind: 'alias', originName: 'Campanha A' });
  });

  test('nothing of contacts that whoever asks may not see, or of another workspace', async () => {
    const id = await makeContact(workspace.admin, {
      statusId,
      originId: whatsapp,
      ownerId: userIdOf(workspace.manager),
    });
    await arrive('segredo', id);
    const confined = {
      ...workspace.sales,
      workspace: { ...workspace.sales.workspace, salesScope: 'own' as const },
    };
    await refused(listTouches(confined, { id }), 'not_found');
    const other = await makeWorkspace(db());
    await refused(listTouches(other.admin, { id }), 'not_found');
    const mine = await db().$count(
      touches,
      and(eq(touches.workspaceId, workspace.id), eq(touches.contactId, id)),
    );
    expect(mine).toBe(1);
  });
});
