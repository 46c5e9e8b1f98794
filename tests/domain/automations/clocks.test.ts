import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { lookAtClocks } from '#domain/automations/clocks.ts';
import { createField } from '#domain/fields/create.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { useMeta } from '../../support/meta.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { addContact, inboxOf, makeShop, match, move, runsOf, type Shop } from './support.ts';

const { db } = useDatabase();
useMeta();
let shop: Shop;
beforeEach(async () => {
  await db().execute(sql`update automations set is_on = false`);
  shop = await makeShop(db());
});

/** As if the clocks had been looked at last so long ago, and automations been on for longer. */
const seenAgo = (span: string) =>
  db().execute(sql`
    update automations set clock_seen_at = now() - ${span}::interval, on_since = now() - interval '400 days'
    where workspace_id = ${shop.workspace.id} and clock_seen_at is not null`);

const look = async (span = '1 minute') => {
  await seenAgo(span);
  await lookAtClocks(db());
  await match(db());
};

const contactsRun = async () => (await runsOf(shop.admin)).map(({ contact }) => contact);

describe('days in a status', () => {
  const since = (id: number, span: string) =>
    db().execute(sql`update contacts set status_since = now() - ${span}::interval where id = ${id}`);

  test('come due once a stay, and only what comes due from now on', async () => {
    await makeAutomation(shop.admin, {
      trigger: { kind: 'days_in_status', statusIds: [shop.novo], days: 3 },
    });
    const [due, long, short, elsewhere] = [
      await addContact(shop),
      await addContact(shop),
      await addContact(shop),
      await addContact(shop),
    ];
    await move(shop.admin, elsewhere, shop.feito);
    await since(due, '72 hours 10 seconds');
    await since(long, '4 days');
    await since(short, '71 hours');
    await since(elsewhere, '72 hours 10 seconds');
    await look();
    expect(await contactsRun()).toEqual([due]);
    await look();
    await look('2 hours');
    expect(await contactsRun()).toEqual([due]);
    await move(shop.admin, due, shop.feito);
    await move(shop.admin, due, shop.novo);
    await since(due, '72 hours 5 seconds');
    await look();
    expect(await contactsRun()).toEqual([due, due]);
  });

  test('in any status, and not for somebody who has moved on before the matcher comes', async () => {
    await makeAutomation(shop.admin, { trigger: { kind: 'days_in_status', statusIds: [], days: 1 } });
    const [stays, goes] = [await addContact(shop), await addContact(shop)];
    for (const id of [stays, goes]) await since(id, '24 hours 10 seconds');
    await seenAgo('1 minute');
    await lookAtClocks(db());
    expect(await inboxOf(shop.admin)).toHaveLength(2);
    await move(shop.admin, goes, shop.feito);
    await match(db());
    expect(await contactsRun()).toEqual([stays]);
  });

  test('are not looked at by two at once, nor again within seconds', async () => {
    await makeAutomation(shop.admin, { trigger: { kind: 'days_in_status', statusIds: [], days: 1 } });
    await since(await addContact(shop), '24 hours 10 seconds');
    await seenAgo('1 minute');
    const found = await Promise.all([lookAtClocks(db()), lookAtClocks(db()), lookAtClocks(db())]);
    expect(found.toSorted()).toEqual([0, 0, 1]);
    await match(db());
    expect(await contactsRun()).toHaveLength(1);
  });
});

describe('no answer', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  test('from us: once for each wait, of those whom nobody has answered', async () => {
    const numberId = await makeNumber(shop.admin);
    await makeAutomation(shop.admin, {
      trigger: { kind: 'no_answer_from_us', hours: 2, inWorkingTime: false },
    });
    const [waits, answered, early] = [await addContact(shop), await addContact(shop), await addContact(shop)];
    await receive(shop.admin, { contactId: waits, numberId, at: ago(120.2) });
    await receive(shop.admin, { contactId: answered, numberId, at: ago(120.2) });
    await receive(shop.admin, { contactId: early, numberId, at: ago(90) });
    await db().execute(
      sql`update conversations set waiting_since = null, last_outbound_at = now() where contact_id = ${answered}`,
    );
    await look();
    await look('3 hours');
    expect(await contactsRun()).toEqual([waits]);
  });

  test('from them: once for each silence of theirs, however often we write into it', async () => {
    const numberId = await makeNumber(shop.admin);
    await makeAutomation(shop.admin, {
      trigger: { kind: 'no_answer_from_them', hours: 48, inWorkingTime: false },
    });
    const contact = await addContact(shop);
    await receive(shop.admin, { contactId: contact, numberId, at: ago(60 * 100) });
    const wrote = (hours: number) =>
      db().execute(sql`
        update conversations set waiting_since = null, last_outbound_at = now() - make_interval(hours => ${hours}, secs => 10)
        where contact_id = ${contact}`);
    await wrote(47);
    await look();
    expect(await contactsRun()).toEqual([]);
    await wrote(48);
    await look();
    expect(await contactsRun()).toEqual([contact]);
    await wrote(48);
    await look();
    expect(await contactsRun()).toEqual([contact]);
    await receive(shop.admin, { contactId: contact, numberId, at: ago(60 * 60) });
    await wrote(48);
    await look();
    expect(await contactsRun()).toEqual([contact, contact]);
  });

  test('in working time: hours that nobody works do not count', async () => {
    const numberId = await makeNumber(shop.admin);
    await db().execute(sql`
      insert into auto_leads (workspace_id, working_hours) values (${shop.workspace.id}, '{}'::jsonb)`);
    await makeAutomation(shop.admin, {
      trigger: { kind: 'no_answer_from_us', hours: 2, inWorkingTime: true },
    });
    const contact = await addContact(shop);
    await receive(shop.admin, { contactId: contact, numberId, at: ago(120.2) });
    await look();
    expect(await contactsRun()).toEqual([]);
    await db().execute(
      sql`update auto_leads set working_hours = null where workspace_id = ${shop.workspace.id}`,
    );
    await look();
    expect(await contactsRun()).toEqual([contact]);
  });
});

describe('a date', () => {
  test('arrives once for each contact and day', async () => {
    const field = await createField(shop.admin, { name: 'Aniversário', kind: 'date' });
    const [zone] = await db().execute<{ day: string; time: string }>(sql`
      select to_char(now() at time zone 'America/Sao_Paulo' - interval '1 minute', 'YYYY-MM-DD') as day,
        to_char(now() at time zone 'America/Sao_Paulo' - interval '1 minute', 'HH24:MI') as time`);
    const { day = '', time = '' } = zone ?? {};
    await makeAutomation(shop.admin, {
      trigger: { kind: 'date_arrives', fieldId: field.id, offsetDays: 0, time, isYearly: true },
    });
    const [today, long, never] = [await addContact(shop), await addContact(shop), await addContact(shop)];
    const answer = (contactId: number, date: string) =>
      db().execute(sql`
        insert into field_values (workspace_id, field_id, contact_id, date)
        values (${shop.workspace.id}, ${field.id}, ${contactId}, ${date}::date)`);
    await answer(today, day);
    await answer(long, `1990${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`);
    await answer(never, '1990-01-01');
    await look('5 minutes');
    await look('5 minutes');
    const expected = day.slice(4) === '-01-01' ? [today, long, never] : [today, long];
    expect((await contactsRun()).toSorted()).toEqual(expected.toSorted());
  });
});

test('many that come due at once are taken up at a distance', async () => {
  await makeAutomation(shop.admin, { trigger: { kind: 'days_in_status', statusIds: [], days: 1 } });
  await db().execute(sql`
    insert into contacts (workspace_id, first_name, status_id, origin_id, status_since)
    select ${shop.workspace.id}, 'Pessoa ' || n, ${shop.novo}, ${shop.origin}, now() - interval '24 hours 10 seconds'
    from generate_series(1, 1200) as n`);
  await seenAgo('1 minute');
  await lookAtClocks(db());
  const [spread] = await db().execute<{ seconds: number }>(sql`
    select extract(epoch from max(due_at) - min(due_at))::int as seconds from automation_inbox
    where workspace_id = ${shop.workspace.id}`);
  expect(spread?.seconds).toBe(2);
  await db().execute(sql`delete from automation_inbox`);
});
