import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { actorId, type Ctx, inTransaction } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { unmergeOrigins } from '#domain/origins/unmerge.ts';
import { restoreStatus } from '#domain/statuses/restore.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { verify, verifyReports } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { lookAfter } from '../../support/damage.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let ctx: Ctx;
let statusId: number;
let otherStatusId: number;
let originId: number;
let otherOriginId: number;
let contactId: number;
let otherId: number;

beforeAll(async () => {
  workspace = await makeWorkspace(db());
  ctx = workspace.admin;
  statusId = await workspace.addStatus('Novo', { isDefault: true });
  otherStatusId = await workspace.addStatus('Fechado', { kind: 'won' });
  originId = await workspace.addOrigin('Site');
  otherOriginId = await workspace.addOrigin('Feira');
  // As the product does it: contact and event at the same instant.
  contactId = await inTransaction(ctx, (tx) => makeContact(tx, { statusId, originId }));
  otherId = await inTransaction(ctx, (tx) => makeContact(tx, { statusId, originId }));
});

test('finds nothing where nothing is wrong', async () => {
  expect(await verify(db())).toEqual([]);
});

const field = (kind: string) => sql`
  insert into fields (workspace_id, id, name, name_key, kind, position)
  values (${workspace.id}, 1, 'Campo', 'campo', ${kind}, 1)`;
const answer = (column: string, value: SQL, contact = contactId) => sql`
  insert into field_values (workspace_id, field_id, contact_id, ${sql.raw(column)})
  values (${workspace.id}, 1, ${contact}, ${value})`;
const choice = (fieldId: number) => sql`
  insert into field_choices (workspace_id, id, field_id, name, name_key, position)
  values (${workspace.id}, ${fieldId}, ${fieldId}, 'Ouro', 'ouro', 1)`;

const rule = (kind: string) =>
  sql`insert into origin_rules (workspace_id, position, kind) values (${workspace.id}, 1, ${kind})`;
const listed = (values: (number | string | null)[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
const lead = (columns: string, ...values: (number | string | null)[]) => sql`
  insert into auto_leads (workspace_id, is_on, ${sql.raw(columns)}) values (${workspace.id}, true, ${listed(values)})`;
const touch = (id: number, more: string, ...values: (number | string | null)[]) => sql`
  insert into touches (workspace_id, id, contact_id, origin_id, at, ${sql.raw(more)})
  values (${workspace.id}, ${id}, ${contactId}, ${originId}, '2026-01-01', ${listed(values)})`;

const cases: [check: string, damage: () => SQL[]][] = [
  ['answer_of_other_kind', () => [field('number'), answer('text', sql`'abc'`)]],
  ['answer_of_other_kind', () => [field('yes_no'), answer('text', sql`null`)]],
  ['answer_of_other_kind', () => [field('text'), answer('text, number', sql`'a', 1`)]],
  ['answer_astray', () => [answer('text', sql`'abc'`)]],
  ['answer_astray', () => [field('text'), answer('text', sql`'abc'`, 999_999)]],
  ['answer_astray', () => [field('choice'), choice(1), choice(2), answer('choice_id', sql`2`)]],
  ['choices_without_choice', () => [field('choice')]],
  ['choices_without_choice', () => [field('text'), choice(1)]],
  [
    'group_member_astray',
    () => [
      sql`insert into group_members (workspace_id, group_id, contact_id) values (${workspace.id}, 9, ${contactId})`,
    ],
  ],
  [
    'group_member_astray',
    () => [
      sql`insert into groups (workspace_id, id, name, name_key) values (${workspace.id} + 1, 9, 'VIP', 'vip')`,
      sql`insert into group_members (workspace_id, group_id, contact_id) values (${workspace.id} + 1, 9, ${contactId})`,
    ],
  ],
  ['tally_differs', () => [sql`update contact_tallies set total = total + 1`]],
  ['tally_differs', () => [sql`update contacts set origin_id = ${otherOriginId} where id = ${contactId}`]],
  [
    'phone_without_identity',
    () => [sql`update contacts set phone = '5511977776666' where id = ${contactId}`],
  ],
  ['email_without_identity', () => [sql`update contacts set email = 'a@b.example' where id = ${contactId}`]],
  [
    'contact_without_identity',
    () => [
      sql`update contacts set phone = null where id = ${contactId}`,
      sql`delete from contact_identities where contact_id = ${contactId}`,
    ],
  ],
  [
    'identity_without_contact',
    () => [sql`update contact_identities set contact_id = 999999 where contact_id = ${otherId}`],
  ],
  [
    'phone_shared',
    () => [
      sql`insert into contact_identities (workspace_id, kind, value, contact_id) values
        (${workspace.id}, 'phone', '551188887777', ${contactId}),
        (${workspace.id}, 'phone', '5511988887777', ${otherId})`,
    ],
  ],
  [
    'phone_shared',
    () => [
      sql`insert into contact_identities (workspace_id, kind, value, contact_id) values
        (${workspace.id}, 'phone', '5491123456789', ${contactId}),
        (${workspace.id}, 'phone', '541123456789', ${otherId})`,
    ],
  ],
  [
    'deleted_and_alive',
    () => [
      sql`insert into contact_trash (workspace_id, contact_id, contact, identities, deleted_at)
        values (${workspace.id}, ${contactId}, '{}', '[]', now())`,
    ],
  ],
  [
    'contact_in_retired_status',
    () => [
      sql`update statuses set retired_at = now(), is_default = false where id = ${statusId}`,
      sql`update statuses set is_default = true where id = ${otherStatusId}`,
    ],
  ],
  [
    'contact_of_merged_origin',
    () => [sql`update origins set merged_into_id = ${otherOriginId} where id = ${originId}`],
  ],
  ['contact_across_workspaces', () => [sql`update contacts set owner_id = 999999 where id = ${contactId}`]],
  [
    'status_without_event',
    () => [sql`update contacts set status_id = ${otherStatusId} where id = ${contactId}`],
  ],
  [
    'status_without_event',
    () => [sql`update contacts set status_since = now() - interval '1 day' where id = ${contactId}`],
  ],
  ['contact_without_beginning', () => [sql`delete from contact_events where contact_id = ${contactId}`]],
  [
    'contact_event_without_actor',
    () => [sql`update contact_events set actor_id = 999999 where contact_id = ${contactId}`],
  ],
  [
    'contact_event_without_actor',
    () => [sql`update contact_events set actor_id = null where contact_id = ${contactId}`],
  ],
  [
    'workspace_event_without_actor',
    () => [
      sql`insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, actor_id)
        values (${workspace.id}, 'status', 1, 'status.created', 'member', 999999)`,
    ],
  ],
  ['default_status', () => [sql`update statuses set is_default = false`]],
  ['status_position_shared', () => [sql`update statuses set position = 1`]],
  [
    'workspace_without_admin',
    () => [sql`update memberships set deactivated_at = now() where role = 'admin'`],
  ],
  [
    'session_without_member',
    () => [
      sql`insert into sessions (token_hash, user_id, workspace_id, last_seen_at, expires_at)
        select 'x', user_id, workspace_id, now(), now() + interval '1 day' from memberships where role = 'sales'`,
      sql`update memberships set deactivated_at = now() where role = 'sales'`,
    ],
  ],
  [
    'invitation_without_member',
    () => [
      sql`insert into invitations (workspace_id, email, role, token_hash, invited_by, expires_at)
        values (${workspace.id}, 'a@b.example', 'sales', 'x', 999999, now())`,
    ],
  ],
  [
    'alias_astray',
    () => [
      sql`update origins set merged_into_id = ${originId} where id = ${otherOriginId}`,
      sql`insert into origin_aliases (workspace_id, origin_id, name, name_key)
        values (${workspace.id}, ${otherOriginId}, 'Feirão', 'feirao')`,
    ],
  ],
  ['auto_lead_without_origin', () => [lead('origin_id', null)]],
  ['auto_lead_without_origin', () => [lead('origin_id, assignment', originId, 'person')]],
  [
    'auto_lead_status_gone',
    () => [
      lead('origin_id, reopen_status_id', originId, otherStatusId),
      sql`update statuses set retired_at = now() where id = ${otherStatusId}`,
    ],
  ],
  ['rule_without_origin', () => [rule('text')]],
  ['rule_without_origin', () => [rule('alias'), rule('alias')]],
  [
    'origin_archived_in_use',
    () => [lead('origin_id', originId), sql`update origins set archived_at = now() where id = ${originId}`],
  ],
  ['touch_superseded_astray', () => [touch(1, 'kind, supersedes_id', 'text', 999)]],
  [
    'touch_superseded_astray',
    () => [touch(1, 'kind', 'text'), touch(2, 'kind, supersedes_id, message_id', 'text', 1, 5)],
  ],
  ['touch_of_no_link', () => [touch(1, 'kind', 'link')]],
  [
    'job_stuck',
    () => [
      sql`insert into pgboss.job_common (name, state, started_on, expire_seconds)
        values ('x', 'active', now() - interval '1 hour', 60)`,
    ],
  ],
];

test.each(cases)('finds %s', async (check, damage) => {
  const found = await lookAfter(db(), damage(), verify);
  expect(found.map((finding) => finding.check)).toContain(check);
});

test.each([
  ['stays', () => sql`update status_stays set status_id = ${otherStatusId}`],
  ['tallies', () => sql`update contact_tallies set total = total + 1`],
])('finds reports that %s make wrong', async (_, damage) => {
  const found = await lookAfter(db(), [damage()], (tx) => verifyReports(tx, () => {}));
  expect(found.map((finding) => finding.check)).toEqual(['report_tells_wrong']);
});

test('names a few offenders and counts all', async () => {
  const found = await lookAfter(db(), [sql`delete from contact_events`], verify);
  const finding = found.find((one) => one.check === 'contact_without_beginning');
  expect(finding?.count).toBe(2);
  expect(finding?.sample.toSorted()).toEqual([contactId, otherId].map(String).toSorted());
});

test('finds nothing after what the product itself does', async () => {
  const { admin, sales, ...made } = await makeWorkspace(db());
  const [novo, meio, fim] = [
    await made.addStatus('Novo', { isDefault: true }),
    await made.addStatus('Meio'),
    await made.addStatus('Fim', { kind: 'won' }),
  ];
  const [site, feira] = [await made.addOrigin('Site'), await made.addOrigin('Feira')];
  const add = (n: number) =>
    createContact(admin, {
      firstName: `Pessoa ${n}`,
      phone: `(11) 91234-000${n}`,
      email: `P${n}@x.example`,
      originId: site,
      ownerId: actorId(sales),
    });
  const [one, two, three, four] = [await add(1), await add(2), await add(3), await add(4)];
  await moveToStatus(sales, { id: one.id, version: one.version, statusId: meio });
  const edited = await updateContact(admin, {
    id: two.id,
    version: two.version,
    phone: '11 1234-0002',
    email: null,
    statusId: meio,
    ownerId: null,
    originId: feira,
  });
  await setContactActive(admin, { ...edited, isActive: false });
  await deleteContact(admin, { id: three.id, version: three.version });
  await restoreContact(admin, { id: three.id });
  const fourth = await moveToStatus(sales, { id: four.id, version: four.version, statusId: meio });
  await deleteContact(admin, fourth);
  const retired = await retireStatus(admin, { id: meio, moveContactsTo: fim });
  await restoreStatus(admin, { changeId: retired.changeId });
  await retireStatus(admin, { id: meio, moveContactsTo: novo });
  expect(await restoreContact(admin, { id: four.id })).toMatchObject({ isStatusReplaced: true });
  const merged = await mergeOrigins(admin, { fromId: site, intoId: feira });
  await unmergeOrigins(admin, { mergeId: merged.mergeId });
  await mergeOrigins(admin, { fromId: site, intoId: feira });
  await deactivateMember(admin, { userId: actorId(sales), contactsTo: null });
  expect(await verify(db())).toEqual([]);
  expect(await verifyReports(db(), () => {})).toEqual([]);
});
