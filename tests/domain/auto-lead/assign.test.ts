import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { leadQueue } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { giveOwner, pickOwner, queueLead } from '#domain/auto-lead/assign.ts';
import { handOutLeads } from '#domain/auto-lead/hand-out.ts';
import { listQueue } from '#domain/auto-lead/list-queue.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { userIdOf } from '../../support/account.ts';
import { setAutoLead } from '../../support/auto-lead.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
// A Monday, 10:00 and 20:00 in São Paulo.
const OPEN = new Date('2026-11-23T13:00:00Z');
const CLOSED = new Date('2026-11-23T23:00:00Z');
const HOURS = { mon: [['09:00', '18:00']] };

let workspace: TestWorkspace;
let admin: Ctx;
let sellers: number[];
let facts: { statusId: number; originId: number };
let won: number;
beforeEach(async () => {
  // Leads are given out in all workspaces.
  await db().delete(leadQueue);
  workspace = await makeWorkspace(db());
  admin = workspace.admin;
  facts = {
    statusId: await workspace.addStatus('Novo', { isDefault: true }),
    originId: await workspace.addOrigin('WhatsApp'),
  };
  won = await workspace.addStatus('Ganho', { kind: 'won' });
  const more = [await workspace.addMember('sales', 'Bia'), await workspace.addMember('sales', 'Caio')];
  sellers = [workspace.sales, ...more].map(userIdOf);
});

const ownerOf = async (id: number) => {
  const [contact] = await db().select().from(contacts).where(eq(contacts.id, id));
  return contact?.ownerId ?? null;
};

/** As the lead algorithm does it: whom to give it to, then the contact, in one transaction. */
function arrive(now = OPEN): Promise<number> {
  return inTransaction(admin, async (tx) => {
    const { ownerId, wait } = await pickOwner(tx, await readAutoLead(tx), { now });
    const id = await makeContact(tx, { ...facts, ownerId });
    if (wait) await queueLead(tx, id, wait);
    return id;
  });
}

const counted = async (ids: number[]) => {
  const owners = await Promise.all(ids.map(ownerOf));
  return sellers.map((userId) => owners.filter((owner) => owner === userId).length);
};

describe('pickOwner', () => {
  test.each(['round_robin', 'fewest_open'])('%s is fair to leads that come at once', async (assignment) => {
    await setAutoLead(admin, { assignment });
    const ids = await Promise.all(Array.from({ length: 32 }, () => arrive()));
    expect((await counted(ids)).toSorted()).toEqual([10, 11, 11]);
  });

  test('whoever has fewest catches up first; what is won does not count', async () => {
    await setAutoLead(admin, { assignment: 'fewest_open' });
    const [first = 0, second = 0, third = 0] = sellers;
    for (const ownerId of [first, first, third]) await makeContact(admin, { ...facts, ownerId });
    for (let n = 0; n < 5; n++) await makeContact(admin, { ...facts, statusId: won, ownerId: second });
    expect(await ownerOf(await arrive())).toBe(second);
  });

  test('never more than the limit, however many come at once; the others wait', async () => {
    await setAutoLead(admin, { assignment: 'round_robin', openLimit: 4 });
    const ids = await Promise.all(Array.from({ length: 20 }, () => arrive()));
    expect(await counted(ids)).toEqual([4, 4, 4]);
    const queue = await listQueue(workspace.manager);
    expect(queue.total).toBe(8);
    expect(queue.oldest.map(({ reason }) => reason)).toEqual(Array(8).fill('full'));
  });

  test('only those who were named, and nobody who left', async () => {
    const [first = 0, second = 0] = sellers;
    await setAutoLead(admin, { assignment: 'round_robin', memberIds: [first, second] });
    await deactivateMember(admin, { userId: first, contactsTo: null });
    expect(await counted([await arrive(), await arrive()])).toEqual([0, 2, 0]);
  });

  test('outside working hours leads wait, whoever they are for', async () => {
    await setAutoLead(admin, { assignment: 'person', personId: sellers[0], workingHours: HOURS });
    const [early, late] = [await arrive(OPEN), await arrive(CLOSED)];
    expect(await ownerOf(early)).toBe(sellers[0]);
    expect(await ownerOf(late)).toBeNull();
    expect((await listQueue(admin)).oldest).toMatchObject([{ id: late, reason: 'closed' }]);
  });

  test('nobody gets anything where nobody is to get it, or nothing was ever set', async () => {
    expect(await ownerOf(await arrive())).toBeNull();
    await setAutoLead(admin, { assignment: 'nobody', workingHours: HOURS });
    expect(await ownerOf(await arrive(CLOSED))).toBeNull();
    expect((await listQueue(admin)).total).toBe(0);
  });
});

describe('giveOwner', () => {
  const give = (contactId: number, now = OPEN) =>
    inTransaction(admin, async (tx) => giveOwner(tx, await readAutoLead(tx), { contactId, now }));

  test('gives a contact without owner to whoever is next, with its event', async () => {
    await setAutoLead(admin, { assignment: 'round_robin' });
    const id = await makeContact(admin, facts);
    expect(await give(id)).toBe(sellers[0]);
    expect((await contactEventsOf(admin, id)).at(-1)).toMatchObject({
      kind: 'contact.owner_changed',
      before: { ownerId: null },
      after: { ownerId: sellers[0] },
    });
  });

  test('leaves one alone that has an owner, and lets one wait', async () => {
    await setAutoLead(admin, { assignment: 'round_robin', workingHours: HOURS });
    const [owned, free] = [
      await makeContact(admin, { ...facts, ownerId: sellers[2] ?? null }),
      await makeContact(admin, facts),
    ];
    expect(await give(owned)).toBe(sellers[2]);
    expect(await give(free, CLOSED)).toBeNull();
    expect((await listQueue(admin)).oldest.map(({ id }) => id)).toEqual([free]);
  });
});

describe('handOutLeads', () => {
  const waiting = () => db().$count(leadQueue, eq(leadQueue.workspaceId, workspace.id));

  test('gives out what waits when the hours begin, the oldest first, as far as there is room', async () => {
    await setAutoLead(admin, { assignment: 'round_robin', openLimit: 1, workingHours: HOURS });
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await arrive(CLOSED));
    expect(await handOutLeads(db(), CLOSED)).toBe(0);
    expect(await handOutLeads(db(), OPEN)).toBe(3);
    expect(await counted(ids.slice(0, 3))).toEqual([1, 1, 1]);
    const queue = await listQueue(admin);
    expect(queue.oldest.map(({ id, reason }) => [id, reason])).toEqual(
      ids.slice(3).map((id) => [id, 'full']),
    );
  });

  test('two workers at once give each lead once', async () => {
    await setAutoLead(admin, { assignment: 'round_robin', workingHours: HOURS });
    const ids = [];
    for (let n = 0; n < 9; n++) ids.push(await arrive(CLOSED));
    const given = await Promise.all([handOutLeads(db(), OPEN), handOutLeads(db(), OPEN)]);
    expect(given[0] + given[1]).toBe(9);
    expect(await counted(ids)).toEqual([3, 3, 3]);
    for (const id of ids) expect(await contactEventsOf(admin, id)).toHaveLength(2);
  });

  test('forgets those that were deleted or given to somebody by hand', async () => {
    await setAutoLead(admin, { assignment: 'round_robin', workingHours: HOURS });
    const [gone, given] = [await arrive(CLOSED), await arrive(CLOSED)];
    await deleteContact(admin, { id: gone, version: 1 });
    await setContactOwner(admin, { id: given, version: 1, ownerId: userIdOf(admin) });
    expect(await handOutLeads(db(), OPEN)).toBe(0);
    expect(await waiting()).toBe(0);
    expect(await ownerOf(given)).toBe(userIdOf(admin));
  });

  test('nobody waits any more when leads are for nobody', async () => {
    const version = await setAutoLead(admin, { assignment: 'round_robin', workingHours: HOURS });
    const id = await arrive(CLOSED);
    await setAutoLead(admin, { version, assignment: 'nobody' });
    expect(await handOutLeads(db(), OPEN)).toBe(0);
    expect(await waiting()).toBe(0);
    expect(await ownerOf(id)).toBeNull();
  });
});

test('sales staff do not see the queue', async () => {
  await refused(listQueue(workspace.sales), 'forbidden');
});
