import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAuditFilter } from '#domain/audit/filter.ts';
import { type AuditEntry, listAudit } from '#domain/audit/list.ts';
import { listAuditActors } from '#domain/audit/list-actors.ts';
import { createContact } from '#domain/contacts/create.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import type { Ctx } from '#domain/ctx.ts';
import { eraseContact } from '#domain/privacy/erase.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { updateStatus } from '#domain/statuses/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let anaId: number;

async function logOf(ctx: Ctx, params: Record<string, string> = {}): Promise<AuditEntry[]> {
  return (await listAudit(ctx, { filter: parseAuditFilter(params), after: null })).entries;
}
const kindsOf = async (params: Record<string, string>) =>
  (await logOf(desk.admin, params)).map(({ kind }) => kind);

beforeAll(async () => {
  desk = await makeDesk(db());
  const add = (firstName: string, phone: string) =>
    createContact(desk.sales, { firstName, phone, originId: desk.whatsapp });
  const ana = await add('Ana', '11 91234-0001');
  anaId = ana.id;
  const bia = await add('Bia', '11 91234-0002');
  await moveToStatus(desk.manager, { ...ana, statusId: desk.contatado });
  await moveToStatus(desk.manager, { ...bia, statusId: desk.contatado });
  await updateStatus(desk.manager, { id: desk.contatado, version: 1, name: 'Falamos', colour: '#f59e0b' });
  await retireStatus(desk.admin, { id: desk.contatado, moveContactsTo: desk.novo });
});

test('who did what to which record, from → to, newest first; an act on many is one line', async () => {
  const log = await logOf(desk.admin);
  expect(log.map(({ kind }) => kind)).toEqual([
    'status.retired',
    'status.updated',
    'contact.status_changed',
    'contact.status_changed',
    'contact.created',
    'contact.created',
  ]);
  expect(log[0]).toMatchObject({
    contacts: 2,
    record: { kind: 'status', id: desk.contatado, name: 'Falamos' },
  });
  expect(log[1]).toMatchObject({
    actor: { kind: 'member', id: userIdOf(desk.manager), name: 'Pessoa manager' },
    changes: [{ field: 'name', from: 'Contatado', to: 'Falamos' }],
    contacts: 0,
  });
  expect(log[3]).toMatchObject({
    record: { kind: 'contact', id: anaId, name: 'Ana', href: `/contacts/${anaId}` },
    changes: [{ field: 'statusId', from: 'Novo', to: 'Falamos' }],
  });
});

describe('filters', () => {
  test('one act: the act itself and each of its contacts', async () => {
    const [act] = await logOf(desk.admin);
    const entries = await logOf(desk.admin, { change: act?.changeId ?? '' });
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual([
      'contact.status_changed',
      'contact.status_changed',
      'status.retired',
    ]);
  });

  test('one record: everything that happened to it, also as one of many', async () => {
    expect(await kindsOf({ record: 'contact', id: String(anaId) })).toEqual([
      'contact.status_changed',
      'contact.status_changed',
      'contact.created',
    ]);
    expect(await kindsOf({ record: 'status', id: String(desk.contatado) })).toEqual([
      'status.retired',
      'status.updated',
    ]);
  });

  test('person, act, kind of record, period', async () => {
    expect(await kindsOf({ who: String(userIdOf(desk.sales)) })).toEqual([
      'contact.created',
      'contact.created',
    ]);
    expect(await kindsOf({ who: 'import' })).toEqual([]);
    expect(await kindsOf({ act: 'status.updated' })).toEqual(['status.updated']);
    expect(await kindsOf({ record: 'status' })).toEqual(['status.retired', 'status.updated']);
    expect(await kindsOf({ record: 'status', act: 'contact.created' })).toEqual([]);
    expect(await kindsOf({ to: '2001-01-01' })).toEqual([]);
    expect(await kindsOf({ from: '2001-01-01', act: 'contact.created' })).toHaveLength(2);
  });

  test('days are those of the workspace', async () => {
    const made = await makeDesk(db());
    await db().execute(sql`
      insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, at) values
        (${made.id}, 'status', 1, 'status.created', 'system', '2026-03-10T02:59:59Z'),
        (${made.id}, 'status', 2, 'status.updated', 'system', '2026-03-10T03:00:00Z')`);
    const found = async (params: Record<string, string>) =>
      (await logOf(made.admin, params)).map(({ kind }) => kind);
    expect(await found({ from: '2026-03-10' })).toEqual(['status.updated']);
    expect(await found({ to: '2026-03-09' })).toEqual(['status.created']);
  });
});

test('pages join without gap or double, also where many events share one instant', async () => {
  const made = await makeDesk(db());
  await db().execute(sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, at)
    select ${made.id}, n, 'contact.updated', 'system', '2026-03-10'::timestamptz + (n / 40) * interval '1 s' from generate_series(1, 130) n`);
  await db().execute(sql`
    insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, at)
    select ${made.id}, 'origin', n, 'origin.updated', 'system', '2026-03-10'::timestamptz + (n / 20) * interval '1 s' from generate_series(1, 60) n`);
  const seen: AuditEntry[] = [];
  for (let after: string | null = null; ; ) {
    const page = await listAudit(made.admin, { filter: parseAuditFilter({}), after });
    seen.push(...page.entries);
    after = page.next;
    if (after === null) break;
  }
  expect(new Set(seen.map(({ key }) => key)).size).toBe(190);
  expect(seen).toHaveLength(190);
  const times = seen.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('somebody who was erased is a number from then on', async () => {
  const { id, name } = await createContact(desk.admin, {
    firstName: 'Some',
    lastName: 'Daqui',
    email: 'some@x.example',
    originId: desk.google,
  });
  await eraseContact(desk.admin, { id, name }, '.tmp/no-uploads');
  const [erased] = await logOf(desk.admin);
  expect(erased).toMatchObject({
    kind: 'contact.erased',
    record: { kind: 'contact', id, name: null, href: null },
  });
  expect(JSON.stringify(await logOf(desk.admin))).not.toContain('some@x.example');
});

describe('who may', () => {
  test('admins only', async () => {
    for (const ctx of [desk.manager, desk.sales]) {
      await refused(listAudit(ctx, { filter: parseAuditFilter({}), after: null }), 'forbidden');
      await refused(listAuditActors(ctx), 'forbidden');
    }
  });

  test('another workspace’s log is not shown, whatever is asked for', async () => {
    const { admin } = await makeDesk(db());
    const [act] = await logOf(desk.admin, { act: 'status.retired' });
    expect(await logOf(admin)).toEqual([]);
    expect(await logOf(admin, { record: 'contact', id: String(anaId) })).toEqual([]);
    expect(await logOf(admin, { change: act?.changeId ?? '' })).toEqual([]);
    expect((await listAuditActors(admin)).map(({ name }) => name)).toEqual([
      'Pessoa admin',
      'Pessoa manager',
      'Pessoa sales',
    ]);
  });

  test.each(['x', 'WzFd', ''])('the forged cursor %j is refused', async (after) => {
    await refused(listAudit(desk.admin, { filter: parseAuditFilter({}), after }), 'invalid');
  });
});
