import { randomBytes } from 'node:crypto';
import { and, count, eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { contactEvents } from '#db/schema/events.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { lookAhead } from '#domain/automations/check-definition.ts';
import { productCtx } from '#domain/automations/product-ctx.ts';
import { readAutomations } from '#domain/automations/read-automations.ts';
import { seedDemo } from '#domain/demo/seed.ts';
import { verifyPassword } from '#domain/sessions/password.ts';
import { verify, verifyReports } from '#domain/verify/verify.ts';
import { tokenPurpose } from '#domain/whatsapp/meta.ts';
import { findLookAlike } from '#lib/colour-vision.ts';
import { parsePhone, phoneVariants } from '#lib/phone.ts';
import { open } from '#lib/secret.ts';
import { useDatabase } from '../../support/connect.ts';

const { db, url } = useDatabase();
const now = new Date('2026-05-20T15:00:00Z');
const key = randomBytes(32).toString('base64');

beforeAll(async () => {
  expect(await seedDemo(url(), key, now)).toBe(true);
});

test('is made once, also by two processes at once', async () => {
  expect(await Promise.all([seedDemo(url(), key, now), seedDemo(url(), key, now)])).toEqual([false, false]);
  expect(await db().select({ total: count() }).from(workspaces)).toEqual([{ total: 1 }]);
});

test('holds nothing that must never be', async () => {
  expect(await verify(db())).toEqual([]);
  expect(await verifyReports(db(), () => {})).toEqual([]);
});

test('has the five example statuses, told apart by everybody', async () => {
  const all = await db().select().from(statuses).orderBy(statuses.position);
  expect(all.map((status) => status.name)).toEqual([
    'Novo',
    'Em Andamento',
    'Contatado',
    'Qualificado',
    'Fechado',
  ]);
  expect(all.map((status) => status.kind)).toEqual(['open', 'open', 'open', 'open', 'won']);
  expect(all.filter((status) => status.isDefault).map((status) => status.name)).toEqual(['Novo']);
  for (const status of all)
    expect(
      findLookAlike(
        status.colour,
        all.filter((other) => other.id !== status.id),
      ),
    ).toBeNull();
});

test('lets the three people of the manual sign in', async () => {
  const people = await db().select().from(users).orderBy(users.email);
  expect(people.map((person) => person.email)).toEqual([
    'admin@demo.local',
    'gerente@demo.local',
    'vendas@demo.local',
  ]);
  for (const { passwordHash } of people)
    expect(await verifyPassword(passwordHash, 'demo-chat-bot')).toBe(true);
});

test('has something to show in each column, and contacts of every sort', async () => {
  const perStatus = await db().select({ total: count() }).from(contacts).groupBy(contacts.statusId);
  expect(perStatus).toHaveLength(5);
  for (const { total } of perStatus) expect(total).toBeGreaterThan(40);
  const [sorts] = await db()
    .select({
      all: count(),
      customers: sql<number>`count(*) filter (where type = 'customer')::int`,
      inactive: sql<number>`count(*) filter (where not is_active)::int`,
      unassigned: sql<number>`count(*) filter (where owner_id is null)::int`,
      noted: sql<number>`count(*) filter (where notes <> '')::int`,
      origins: sql<number>`count(distinct origin_id)::int`,
    })
    .from(contacts);
  expect(sorts?.all).toBe(400);
  expect(sorts?.origins).toBe(6);
  for (const total of Object.values(sorts ?? {})) expect(total).toBeGreaterThan(5);
});

test('tells a month that ends now', async () => {
  const [span] = await db()
    .select({
      first: sql<string>`min(at)`,
      last: sql<string>`max(at)`,
      isOrdered: sql<boolean>`bool_and(at <= ${now.toISOString()})`,
    })
    .from(contactEvents);
  expect(now.getTime() - new Date(span?.last ?? 0).getTime()).toBeLessThan(86_400_000);
  expect(now.getTime() - new Date(span?.first ?? 0).getTime()).toBeGreaterThan(28 * 86_400_000);
  expect(span?.isOrdered).toBe(true);
  const [backwards] = await db()
    .select({ total: count() })
    .from(contacts)
    .where(sql`created_at > status_since or status_since > last_activity_at`);
  expect(backwards?.total).toBe(0);
});

test('gives nobody a phone that the product would refuse or take for another’s', async () => {
  const phones = await db().select({ phone: contacts.phone }).from(contacts).where(sql`phone is not null`);
  const spellings = phones.flatMap(({ phone }) => phoneVariants(phone ?? ''));
  expect(new Set(spellings).size).toBe(spellings.length);
  for (const { phone } of phones) expect(parsePhone(phone, 'BR')).toEqual({ e164: phone });
  expect(phones.filter(({ phone }) => phone?.length === 12).length).toBeGreaterThan(10);
});

test('has conversations that end in every way, the same people in contacts and conversations', async () => {
  const [said] = await db().execute(sql`
    select count(*)::int as conversations,
      count(*) filter (where waiting_since is not null and unread > 0)::int as waiting,
      count(*) filter (where last_inbound_at > ${now.toISOString()}::timestamptz - interval '24 hours')::int as inside,
      count(*) filter (where last_inbound_at <= ${now.toISOString()}::timestamptz - interval '24 hours')::int as outside,
      count(*) filter (where c.last_message_at is distinct from v.last_inbound_at)::int as wrong,
      count(*) filter (where c.opted_out_at is not null)::int as opted_out
    from conversations v join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id`);
  expect(said).toMatchObject({ wrong: 0, opted_out: 1 });
  expect(Number(said?.conversations)).toBeGreaterThan(60);
  expect(Number(said?.waiting)).toBeGreaterThan(15);
  expect(Number(said?.inside)).toBeGreaterThan(10);
  expect(Number(said?.outside)).toBeGreaterThan(10);
  const kinds = await db().execute(sql`
    select distinct type from messages union select state from messages union select 'reaction' from message_reactions
    union select 'referral' from messages where content ? 'referral'`);
  expect(kinds.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'text',
      'image',
      'document',
      'location',
      'template',
      'failed',
      'read',
      'reaction',
      'referral',
    ]),
  );
});

test('says nothing before somebody was there, nor after now, and in the order in which it was said', async () => {
  const [wrong] = await db().execute(sql`
    select count(*)::int as total from (
      select m.at, c.created_at, lag(m.at) over (partition by m.conversation_id order by m.id) as before
      from messages m join contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id) said
    where at > ${now.toISOString()} or at < created_at or at < before`);
  expect(wrong?.total).toBe(0);
});

test('has one touch for each conversation, of the origin that its contact came from', async () => {
  const [touched] = await db().execute(sql`
    select count(*)::int as total, count(*) filter (where t.origin_id <> c.origin_id)::int as wrong,
      count(distinct t.kind)::int as kinds, (select count(*)::int from conversations) as conversations
    from touches t join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id`);
  expect(touched).toMatchObject({ wrong: 0, kinds: 5, total: touched?.conversations });
});

test('has automations that are on, could be switched on by hand, and have nothing to catch up with', async () => {
  const [workspace] = await db().select({ id: workspaces.id }).from(workspaces);
  const ctx = await productCtx(db(), workspace?.id ?? 0);
  const all = await readAutomations(ctx);
  expect(all).toHaveLength(3);
  for (const one of all) expect(await lookAhead(ctx, one)).toMatchObject({ problems: [], cycles: [] });
  const [waits] = await db().execute(sql`
    select (select count(*)::int from automation_inbox) as inbox,
      (select count(*)::int from automation_runs where state <> 'done') as open,
      (select count(*)::int from messages where state in ('queued', 'sending') or run_id is not null) as written,
      (select count(*)::int from automation_runs) as runs,
      (select count(*)::int from notifications where read_at is null) as unread,
      (select count(*)::int from tasks where done_at is null) as tasks,
      (select count(*)::int from tasks where done_at is not null) as done`);
  expect(waits).toMatchObject({ inbox: 0, open: 0, written: 0 });
  expect(Number(waits?.runs)).toBeGreaterThan(10);
  for (const total of [waits?.unread, waits?.tasks, waits?.done]) expect(Number(total)).toBeGreaterThan(2);
});

test('keeps its number’s token sealed with the key that it was given', async () => {
  const [number] = await db().select().from(whatsappNumbers);
  expect(number?.phoneNumberId).toBe('106540352242922');
  const purpose = tokenPurpose(number?.workspaceId ?? 0, '106540352242922');
  expect(open(number?.token ?? '', key, purpose)).toContain('stand-in');
});

test('is the same on every machine', async () => {
  const [first] = await db()
    .select({ name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.firstName, 'Anderson'), eq(contacts.lastName, 'Furtado')));
  expect(first).toEqual({
    name: 'Anderson Furtado',
    email: 'anderson.furtado77@laboratorioatlantica.example',
  });
});
