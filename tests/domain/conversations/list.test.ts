import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { countInbox, countUnread } from '#domain/conversations/count-inbox.ts';
import { listConversations } from '#domain/conversations/list.ts';
import type { Ctx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
const MINUTE = 60_000;
const START = Date.parse('2026-05-20T12:00:00Z');
let workspace: TestWorkspace;
let numberId: number;
let colleague: Ctx;
const ids: Record<string, number> = {};

const userOf = ({ actor }: Ctx) => (actor.kind === 'member' ? actor.userId : null);

beforeAll(async () => {
  workspace = await makeWorkspace(db(), { salesScope: 'own' });
  colleague = await workspace.addMember('sales');
  const { admin, sales } = workspace;
  const place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  numberId = await makeNumber(admin);
  const owners: [string, number | null | 'unknown'][] = [
    ['mine', userOf(sales)],
    ['theirs', userOf(colleague)],
    ['nobodys', null],
    ['unknown', 'unknown'],
  ];
  for (const [index, [name, owner]] of owners.entries()) {
    const contactId =
      owner === 'unknown' ? null : await makeContact(admin, { ...place, firstName: name, ownerId: owner });
    const at = new Date(START + index * MINUTE);
    const talk = await receive(admin, { contactId, numberId, at, body: `oi de ${name}`, profileName: name });
    ids[name] = talk.conversationId;
  }
  const lost = await makeContact(admin, { ...place, firstName: 'na lixeira' });
  await receive(admin, { contactId: lost, numberId });
  await db().execute(sql`delete from contacts where id = ${lost}`);
});

const namesOf = async (
  ctx: Ctx,
  show: 'waiting' | 'unread' | 'all',
  of: 'everyone' | 'mine' | 'unassigned' | 'unknown',
) => (await listConversations(ctx, { show, of, after: null })).items.map(({ name }) => name);

test('whoever waits longest comes first, the newest of all first', async () => {
  const { admin } = workspace;
  expect(await namesOf(admin, 'waiting', 'everyone')).toEqual(['mine', 'theirs', 'nobodys', 'unknown']);
  expect(await namesOf(admin, 'all', 'everyone')).toEqual(['unknown', 'nobodys', 'theirs', 'mine']);
  const { items } = await listConversations(admin, { show: 'waiting', of: 'mine', after: null });
  expect(items).toEqual([]);
});

test('a row says who, over which number, and what was said last', async () => {
  const [first] = (await listConversations(workspace.admin, { show: 'waiting', of: 'everyone', after: null }))
    .items;
  expect(first).toMatchObject({
    id: ids.mine,
    name: 'mine',
    ownerName: 'Pessoa sales',
    numberId,
    numberName: 'Vendas',
    unread: 1,
    waitingSince: new Date(START),
    last: { direction: 'in', type: 'text', state: 'received', body: 'oi de mine' },
  });
});

describe('confined sales staff', () => {
  test('see their own, unassigned and unknown ones', async () => {
    expect(await namesOf(workspace.sales, 'waiting', 'everyone')).toEqual(['mine', 'nobodys', 'unknown']);
    expect(await namesOf(workspace.sales, 'waiting', 'mine')).toEqual(['mine']);
    expect(await namesOf(colleague, 'unread', 'mine')).toEqual(['theirs']);
  });
  test('and are told as many', async () => {
    expect(await countInbox(workspace.sales, { show: 'waiting', of: 'everyone' })).toEqual({
      shows: { waiting: 3, unread: 3, all: 3 },
      of: { everyone: 3, mine: 1, unassigned: 2, unknown: 1 },
    });
    expect(await countUnread(workspace.sales)).toEqual({ total: 3 });
    expect(await countUnread(workspace.admin)).toEqual({ total: 2 });
  });
});

test('another workspace has none of them', async () => {
  const other = await makeWorkspace(db());
  expect(await namesOf(other.admin, 'all', 'everyone')).toEqual([]);
});

describe('a conversation is of the owner of its contact', () => {
  let own: TestWorkspace;
  let place: { statusId: number; originId: number };
  let ownNumber: number;
  beforeAll(async () => {
    own = await makeWorkspace(db());
    place = { statusId: await own.addStatus('Novo'), originId: await own.addOrigin('Site') };
    ownNumber = await makeNumber(own.admin);
  });
  const ownerOf = async (id: number) => {
    const [row] = await db().execute<{ owner: string | null }>(
      sql`select owner_id as owner from conversations where id = ${id}`,
    );
    return row?.owner == null ? null : Number(row.owner);
  };

  test('when they are given to somebody, deleted and brought back', async () => {
    const contactId = await makeContact(own.admin, place);
    const { conversationId } = await receive(own.admin, { contactId, numberId: ownNumber });
    expect(await ownerOf(conversationId)).toBe(0);
    const ownerId = userOf(own.sales);
    const given = await setContactOwner(own.admin, { id: contactId, version: 1, ownerId });
    expect(await ownerOf(conversationId)).toBe(ownerId);
    await deleteContact(own.admin, { id: contactId, version: given.version });
    expect(await ownerOf(conversationId)).toBeNull();
    await restoreContact(own.admin, { id: contactId });
    expect(await ownerOf(conversationId)).toBe(ownerId);
  });

  test('when it begins while they are being given to somebody', async () => {
    const contactId = await makeContact(own.admin, place);
    const ownerId = userOf(own.sales);
    const { release } = await heldOpen(own.admin, (tx) =>
      tx.db.execute(sql`update contacts set owner_id = ${ownerId} where id = ${contactId}`),
    );
    const beginning = receive(own.admin, { contactId, numberId: ownNumber });
    await untilWaiting(db());
    await release();
    const { conversationId } = await beginning;
    expect(await ownerOf(conversationId)).toBe(ownerId);
  });
});

test.each(['x', 'W10', 'WyIyMDI2LTA1LTIwIiwxXQ'])('a forged cursor %s is refused', async (after) => {
  const error = await refused(
    listConversations(workspace.admin, { show: 'all', of: 'everyone', after }),
    'invalid',
  );
  expect(error.fields.cursor?.code).toBe('invalid');
});

describe('ten thousand conversations', () => {
  let many: TestWorkspace;
  beforeAll(async () => {
    many = await makeWorkspace(db());
    const place = { statusId: await many.addStatus('Novo'), originId: await many.addOrigin('Site') };
    const number = await makeNumber(many.admin);
    await db().execute(sql`
      insert into contacts (workspace_id, first_name, status_id, origin_id)
      select ${many.id}, 'Pessoa ' || n, ${place.statusId}, ${place.originId} from generate_series(1, 10000) n`);
    // Five at each instant, so that cursors must look at the ids as well.
    await db().execute(sql`
      insert into conversations (workspace_id, number_id, contact_id, last_message_at, waiting_since, unread)
      select ${many.id}, ${number}, id, at, case when id % 4 = 0 then at end, (id % 3 = 0)::int
      from (select id, ${new Date(START).toISOString()}::timestamptz + (id / 5) * interval '1 second' as at
        from contacts where workspace_id = ${many.id}) people`);
    await db().execute(sql`analyze contacts, conversations`);
  });

  test.each(['waiting', 'unread', 'all'] as const)('%s: each once, in order', async (show) => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = await listConversations(many.admin, { show, of: 'everyone', after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null && seen.length < 900);
    const order = show === 'waiting' ? sql`waiting_since, id` : sql`last_message_at desc, id desc`;
    const which = { waiting: sql`waiting_since is not null`, unread: sql`unread > 0`, all: sql`true` }[show];
    const expected = await db().execute<{ id: string }>(sql`
      select id from conversations where workspace_id = ${many.id} and ${which} order by ${order} limit ${seen.length}`);
    expect(seen).toEqual(expected.map(({ id }) => Number(id)));
    expect(seen.length).toBeGreaterThanOrEqual(900);
  });

  test('counts stop at a thousand', async () => {
    const counts = await countInbox(many.admin, { show: 'all', of: 'everyone' });
    expect(counts.shows).toEqual({ waiting: 1_000, unread: 1_000, all: 1_000 });
    expect(counts.of).toMatchObject({ mine: 0, unknown: 0 });
  });

  test.each([
    [
      'conversations_waiting',
      sql`owner_id is not null and waiting_since is not null order by waiting_since, id`,
    ],
    ['conversations_newest', sql`owner_id is not null order by last_message_at desc, id desc`],
    ['conversations_unread', sql`owner_id is not null and unread > 0 order by last_message_at desc, id desc`],
    [
      'conversations_owner_waiting',
      sql`owner_id = 7 and waiting_since is not null order by waiting_since, id`,
    ],
    ['conversations_owner', sql`owner_id = 7 order by last_message_at desc, id desc`],
    ['conversations_owner_unread', sql`owner_id = 7 and unread > 0 order by last_message_at desc, id desc`],
  ])('a page is read off %s', async (index, rest) => {
    const plan = await db().execute<Record<string, string>>(sql`
      explain select id from conversations where workspace_id = ${many.id} and ${rest} limit 31`);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain(index);
  });
});
