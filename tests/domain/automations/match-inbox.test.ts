import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { automationInbox, automationMisses } from '#db/schema/automations.ts';
import { notifications } from '#db/schema/notices.ts';
import { lockAutomation } from '#domain/automations/internal.ts';
import { writeListeners } from '#domain/automations/listeners.ts';
import { matchInbox } from '#domain/automations/match-inbox.ts';
import { matchOccurrences } from '#domain/automations/match-occurrences.ts';
import { automationCtx, inTransaction } from '#domain/ctx.ts';
import { keepAutomationsQuiet } from '#domain/events.ts';
import { verify } from '#domain/verify/verify.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { heldOpen } from '../../support/locks.ts';
import { useMeta } from '../../support/meta.ts';
import { makeNumber } from '../../support/talk.ts';
import { addContact, inboxOf, makeShop, match, missesOf, move, runsOf, type Shop, write } from './support.ts';

const { db } = useDatabase();
useMeta();
let shop: Shop;
beforeEach(async () => {
  await db().execute(sql`delete from automation_inbox`);
  shop = await makeShop(db());
});

const toFeito = () => ({ kind: 'status_changed' as const, from: [], to: [shop.feito] });

describe('an event', () => {
  test('starts one run of each automation that it fits, once, and leaves the inbox', async () => {
    const fitting = await makeAutomation(shop.admin, { trigger: toFeito() });
    await makeAutomation(shop.admin, { trigger: { kind: 'status_changed', from: [], to: [shop.perdido] } });
    const contact = await addContact(shop);
    await move(shop.admin, contact, shop.feito);
    expect(await inboxOf(shop.admin)).toMatchObject([{ what: 'event' }]);
    await Promise.all([match(db()), match(db())]);
    await match(db());
    expect(await runsOf(shop.admin)).toEqual([
      { automation: fitting.id, contact, source: expect.stringMatching(/^event:\d+$/), hops: 0, bulk: null },
    ]);
    expect(await inboxOf(shop.admin)).toEqual([]);
    expect(await missesOf(shop.admin)).toEqual([]);
    const [row] = await db().execute(
      sql`select last_run_at is not null as told from automations where id = ${fitting.id}`,
    );
    expect(row).toEqual({ told: true });
    expect(await verify(db())).toEqual([]);
  });

  test('starts a run of an automation that somebody is changing, and does not wait', async () => {
    const { id } = await makeAutomation(shop.admin, { trigger: toFeito() });
    const contact = await addContact(shop);
    await move(shop.admin, contact, shop.feito);
    const changing = await heldOpen(shop.admin, (tx) => lockAutomation(tx, id));
    await inTransaction(shop.admin, async (tx) => {
      await tx.db.execute(sql`set local lock_timeout = '500ms'`);
      const [row] = await tx.db.select().from(automationInbox).where(eq(automationInbox.contactId, contact));
      await matchOccurrences(tx, { eventRows: [row?.id ?? 0], clockRows: [] });
    }).finally(changing.release);
    expect(await runsOf(shop.admin)).toMatchObject([{ automation: id, contact }]);
  });

  test('that nobody listens to never stands there', async () => {
    await makeAutomation(shop.admin, { trigger: { kind: 'owner_changed', to: [] } });
    await addContact(shop);
    expect(await inboxOf(shop.admin)).toEqual([]);
  });

  test('of before it was switched on, or after it was switched off, starts nothing', async () => {
    const { id, definition } = await makeAutomation(shop.admin, { trigger: toFeito() });
    const contact = await addContact(shop);
    await move(shop.admin, contact, shop.feito);
    await db().execute(sql`update automations set on_since = now() + interval '1 second' where id = ${id}`);
    await match(db());
    expect(await runsOf(shop.admin)).toEqual([]);
    await move(shop.admin, contact, shop.novo);
    await move(shop.admin, contact, shop.feito);
    await db().execute(sql`update automations set is_on = false where id = ${id}`);
    await writeListeners(shop.admin, id, null);
    await match(db());
    expect(await runsOf(shop.admin)).toEqual([]);
    await move(shop.admin, contact, shop.novo);
    expect(await inboxOf(shop.admin)).toEqual([]);
    expect(definition.trigger.kind).toBe('status_changed');
  });

  test('of another workspace is none of ours', async () => {
    const other = await makeShop(db());
    await makeAutomation(other.admin, { trigger: { kind: 'contact_created', ways: [] } });
    await addContact(shop);
    await match(db());
    expect(await runsOf(other.admin)).toEqual([]);
    expect(await inboxOf(shop.admin)).toEqual([]);
  });

  test('of somebody who is inactive, or gone by now, is a miss that says so', async () => {
    await makeAutomation(shop.admin, { trigger: toFeito() });
    const [inactive, gone] = [await addContact(shop), await addContact(shop)];
    await db().execute(sql`update contacts set is_active = false where id = ${inactive}`);
    await move(shop.admin, inactive, shop.feito);
    await move(shop.admin, gone, shop.feito);
    await db().execute(sql`delete from contacts where id = ${gone}`);
    await match(db());
    expect(await runsOf(shop.admin)).toEqual([]);
    expect(await missesOf(shop.admin)).toEqual([
      { contact: inactive, reason: 'inactive', detail: {} },
      { contact: gone, reason: 'gone', detail: {} },
    ]);
  });

  test('of taking back, or tidying up, starts nothing', async () => {
    await makeAutomation(shop.admin, { trigger: toFeito() });
    const contact = await addContact(shop);
    await inTransaction(shop.admin, async (tx) => {
      await keepAutomationsQuiet(tx);
      await move(tx, contact, shop.feito);
    });
    expect(await inboxOf(shop.admin)).toEqual([]);
  });

  test('that cannot be worked on hinders no other, and is tried again', async () => {
    await makeAutomation(shop.admin, { trigger: toFeito() });
    const [poison, sound] = [await addContact(shop), await addContact(shop)];
    await move(shop.admin, poison, shop.feito);
    await move(shop.admin, sound, shop.feito);
    // A source that the table of runs cannot hold.
    await db().execute(sql`
      update automation_inbox set source = repeat(md5(random()::text) || md5(random()::text), 4000) where contact_id = ${poison}`);
    const { signal } = new AbortController();
    await matchInbox(db(), signal);
    for (let turn = 0; turn < 3; turn++) {
      await db().execute(sql`update automation_inbox set due_at = due_at - interval '1 hour'`);
      await matchInbox(db(), signal);
    }
    expect((await runsOf(shop.admin)).map(({ contact }) => contact)).toEqual([sound]);
    const [left] = await inboxOf(shop.admin);
    expect(left?.attempts).toBeGreaterThan(1);
  });

  test('that fails again and again is given up: a miss of each automation that listens, and the admins are told', async () => {
    const listening = await makeAutomation(shop.admin, { trigger: toFeito() });
    await makeAutomation(shop.admin, { trigger: { kind: 'owner_changed', to: [] } });
    const poison = await addContact(shop);
    await move(shop.admin, poison, shop.feito);
    await db().execute(sql`
      update automation_inbox set source = repeat(md5(random()::text) || md5(random()::text), 4000) where contact_id = ${poison}`);
    const turn = async () => {
      await matchInbox(db(), new AbortController().signal);
      await db().execute(sql`update automation_inbox set due_at = now() - interval '1 second'`);
    };
    for (let failed = 0; failed < 11; failed++) await turn();
    expect(await inboxOf(shop.admin)).toMatchObject([{ attempts: 11 }]);
    expect(await missesOf(shop.admin)).toEqual([]);
    await turn();
    expect(await inboxOf(shop.admin)).toEqual([]);
    expect(
      await db().select().from(automationMisses).where(eq(automationMisses.contactId, poison)),
    ).toMatchObject([{ automationId: listening.id, reason: 'broken' }]);
    expect(await db().select().from(notifications).where(eq(notifications.contactId, poison))).toMatchObject([
      { kind: 'automation_missed', automationId: null },
    ]);
  });

  test('given up while it cannot even be said stays', async () => {
    await makeAutomation(shop.admin, { trigger: toFeito() });
    const poison = await addContact(shop);
    await move(shop.admin, poison, shop.feito);
    await db().execute(sql`
      create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'`);
    for (const table of ['automation_runs', 'automation_misses'])
      await db().execute(sql`
        create trigger refused before insert on ${sql.identifier(table)} for each row execute function refuse()`);
    await db().execute(sql`update automation_inbox set attempts = 20`);
    await matchInbox(db(), new AbortController().signal);
    await db().execute(sql`drop function refuse() cascade`);
    expect(await inboxOf(shop.admin)).toMatchObject([{ attempts: 21 }]);
  });
});

describe('what a run does', () => {
  test('sets others off with one hop more, until the chain is too long; admins are told once', async () => {
    const first = await makeAutomation(shop.admin, { trigger: toFeito() });
    const contact = await addContact(shop);
    await move(shop.admin, contact, shop.feito);
    await match(db());
    const act = async () => {
      const [run] = await db().execute<{ id: string }>(sql`
        select id from automation_runs where workspace_id = ${shop.workspace.id} order by id desc limit 1`);
      const ctx = automationCtx(db(), shop.admin.workspace, Number(run?.id));
      await inTransaction(ctx, (tx) => move(tx, contact, shop.novo));
      await inTransaction(ctx, (tx) => move(tx, contact, shop.feito));
      await match(db());
    };
    for (let turn = 0; turn < 12; turn++) await act();
    const runs = await runsOf(shop.admin);
    expect(runs.map(({ hops }) => hops)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const misses = await missesOf(shop.admin);
    expect(misses.map(({ reason }) => reason)).toEqual(['too_many_hops', 'too_many_hops']);
    const told = await db().execute(sql`
      select kind, automation_id from notifications where workspace_id = ${shop.workspace.id}`);
    expect([...told]).toEqual([{ kind: 'automation_looped', automation_id: String(first.id) }]);
  });
});

describe('a message', () => {
  test('fits by what it says, as the first, or after a silence', async () => {
    const numberId = await makeNumber(shop.admin);
    const on = (
      which: 'contains' | 'first' | 'after_silence',
      facts: { texts?: string[]; hours?: number } = {},
    ) =>
      makeAutomation(shop.admin, {
        trigger: { kind: 'message_received', which, texts: facts.texts ?? [], hours: facts.hours ?? null },
      });
    const [says, first, silence] = [
      await on('contains', { texts: ['orçamento'] }),
      await on('first'),
      await on('after_silence', { hours: 24 }),
    ];
    await db().execute(sql`update automations set on_since = now() - interval '3 days'`);
    const contactId = await addContact(shop);
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await write(shop.admin, { contactId, numberId, body: 'Oi', at: ago(40), receivedAt: ago(40) });
    await db().execute(sql`delete from automation_inbox`);
    await write(shop.admin, { contactId, numberId, body: 'Quero um ORCAMENTO' });
    await write(shop.admin, { contactId, numberId, body: 'De novo: orçamento' });
    const newcomer = await addContact(shop);
    await write(shop.admin, { contactId: newcomer, numberId });
    await match(db());
    const ran = (await runsOf(shop.admin)).map(({ automation, contact }) => [automation, contact]);
    expect(ran.toSorted()).toEqual(
      [
        [says.id, contactId],
        [says.id, contactId],
        [silence.id, contactId],
        [first.id, newcomer],
      ].toSorted(),
    );
  });

  test('of the past starts nothing: told again, or of somebody who was no contact then', async () => {
    const numberId = await makeNumber(shop.admin);
    await makeAutomation(shop.admin, {
      trigger: { kind: 'message_received', which: 'any', texts: [], hours: null },
    });
    await db().execute(sql`update automations set on_since = now() - interval '3 days'`);
    const contactId = await addContact(shop);
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await write(shop.admin, { contactId, numberId, at: ago(30) });
    await write(shop.admin, { contactId, numberId, at: ago(2), receivedAt: ago(2) });
    await match(db());
    expect(await runsOf(shop.admin)).toEqual([]);
    await write(shop.admin, { contactId, numberId, at: ago(2) });
    await match(db());
    expect(await runsOf(shop.admin)).toHaveLength(1);
  });
});
