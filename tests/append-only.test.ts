import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStatus } from '#domain/statuses/create.ts';
import { useDatabase } from './support/connect.ts';
import { makeContact } from './support/contact.ts';
import { contactEventsOf, makeWorkspace, type TestWorkspace } from './support/workspace.ts';

const { db, url } = useDatabase();
const role = `chat_bot_app_${process.pid}_${randomBytes(3).toString('hex')}`;
/** As README's chapter on production has it: the tables' owner migrates, and this role is all that the product has. */
let app: postgres.Sql;
let workspace: TestWorkspace;
let contactId: number;

beforeAll(async () => {
  workspace = await makeWorkspace(db());
  const { id: statusId } = await createStatus(workspace.admin, { name: 'Novo', colour: '#3b82f6' });
  const originId = await workspace.addOrigin('Site');
  contactId = await makeContact(workspace.admin, { statusId, originId });
  const owner = postgres(url(), { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create role ${role} login password '${role}';
    grant usage on schema public to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    revoke update, delete on contact_events, workspace_events from ${role};`);
  await owner.end();
  const address = new URL(url());
  address.username = role;
  address.password = role;
  app = postgres(address.href, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await app?.end();
  await db().execute(sql.raw(`drop owned by ${role}; drop role ${role}`));
});

const REFUSED = '42501';
const codeOf = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => 'allowed',
    (error: { code?: string; cause?: { code?: string } }) => error.code ?? error.cause?.code,
  );

describe.each(['contact_events', 'workspace_events'])('%s', (table) => {
  const harm = [
    `update ${table} set at = now()`,
    `update ${table} set actor_id = null`,
    `update ${table} set after = '{}'`,
    `delete from ${table}`,
    `truncate ${table}`,
  ];

  test.each(harm)('even its owner: %s', async (statement) => {
    expect(await codeOf(db().execute(sql.raw(statement)))).toBe(REFUSED);
  });

  test.each(harm)("the product's own role: %s", async (statement) => {
    expect(await codeOf(app.unsafe(statement))).toBe(REFUSED);
  });

  test('the setting by which people are forgotten lets nothing be rewritten', async () => {
    const forging = [
      `update ${table} set actor_id = 1 + coalesce(actor_id, 0)`,
      `update ${table} set at = now()`,
      `update ${table} set after = after || '{"statusId": 1, "x": 2}'`,
      `update ${table} set after = '{"statusId": -1, "name": "x"}'`,
      `delete from ${table}`,
    ];
    for (const statement of forging) {
      const work = db().transaction(async (tx) => {
        await tx.execute(sql`select set_config('chat_bot.forgetting', 'yes', true)`);
        await tx.execute(sql.raw(statement));
      });
      expect(await codeOf(work), statement).toBe(REFUSED);
    }
  });

  test('the role may not set triggers aside', async () => {
    expect(await codeOf(app.unsafe('set session_replication_role = replica'))).toBe(REFUSED);
    expect(await codeOf(app.unsafe(`alter table ${table} disable trigger all`))).toBe(REFUSED);
  });
});

test('forgetting takes facts out of one person’s events, and nothing else, with no right to change events', async () => {
  await app`insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, after)
    values (${workspace.id}, ${contactId}, 'contact.updated', 'system', '{"firstName": "Zé", "statusId": 7}', '{"email": "a@b"}')`;
  const before = await contactEventsOf(workspace.admin, contactId);
  const [row] = await app<{ count: string }[]>`
    select forget_contact_facts(${workspace.id}, ${[contactId]}::bigint[], ${['statusId']}::text[]) as count`;
  expect(Number(row?.count)).toBe(2);
  const after = await contactEventsOf(workspace.admin, contactId);
  expect(after.at(-1)).toEqual({ ...before.at(-1), before: { statusId: 7 }, after: {} });
  expect(after[0]?.after).toEqual({ statusId: expect.any(Number) });
  // The door is shut again, also within the same session.
  expect(await codeOf(db().execute(sql`update contact_events set after = '{}'`))).toBe(REFUSED);
});
