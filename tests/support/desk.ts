import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { contacts } from '#db/schema/contacts.ts';
import { pickOwner, queueLead } from '#domain/auto-lead/assign.ts';
import { listQueue } from '#domain/auto-lead/list-queue.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { userIdOf } from './account.ts';
import { setAutoLead } from './auto-lead.ts';
import { makeContact } from './contact.ts';
import { makeWorkspace } from './workspace.ts';

/** A Monday, 10:00 and 20:00 in São Paulo. */
export const OPEN = new Date('2026-11-23T13:00:00Z');
export const CLOSED = new Date('2026-11-23T23:00:00Z');

type Facts = { statusId: number; originId: number };
export type Desk = Awaited<ReturnType<typeof makeDesk>>;

/** A workspace with two sellers in turns, of whom each may have `openLimit` leads; they work on Mondays from 9 to 18, or always. */
export async function makeDesk(db: Db, openLimit: number | null = 1, isAlwaysOpen = false) {
  const workspace = await makeWorkspace(db);
  const { admin } = workspace;
  const facts = {
    statusId: await workspace.addStatus('Novo', { isDefault: true }),
    originId: await workspace.addOrigin('WhatsApp'),
  };
  const lostId = await workspace.addStatus('Perdido', { kind: 'lost' });
  const sellers = [workspace.sales, await workspace.addMember('sales', 'Bia')].map(userIdOf);
  const workingHours = isAlwaysOpen ? null : { mon: [['09:00', '18:00']] };
  const form = { assignment: 'round_robin', openLimit, workingHours };
  let version = await setAutoLead(admin, form);
  const read = async (id: number) => {
    const [contact] = await db.select().from(contacts).where(eq(contacts.id, id));
    if (!contact) throw new Error('no contact');
    return contact;
  };
  return {
    workspace,
    admin,
    lostId,
    sellers,
    read,
    ownerOf: async (id: number) => (await read(id)).ownerId,
    arrive: (now = OPEN) => inTransaction(admin, (tx) => arrive(tx, facts, now)),
    /** The same in a transaction that began before. */
    arriveIn: (tx: Ctx, now: Date) => arrive(tx, facts, now),
    lose: async (id: number) => {
      await moveToStatus(admin, { id, version: (await read(id)).version, statusId: lostId });
    },
    give: async (id: number, ownerId: number | null) => {
      await setContactOwner(admin, { id, version: (await read(id)).version, ownerId });
    },
    limit: async (limit: number) => {
      version = await setAutoLead(admin, { ...form, openLimit: limit, version });
    },
    /** The open leads of the sellers. */
    owned: async () => {
      const rows = await db
        .select({ id: contacts.id, ownerId: contacts.ownerId })
        .from(contacts)
        .where(and(eq(contacts.workspaceId, workspace.id), eq(contacts.statusId, facts.statusId)))
        .orderBy(contacts.id);
      return rows.filter(({ ownerId }) => ownerId !== null && sellers.includes(ownerId));
    },
    waiting: async () => (await listQueue(admin)).oldest.map(({ id }) => id),
  };
}

/** As the lead algorithm does it: whom to give it to, then the contact, in one transaction. */
async function arrive(tx: Ctx, facts: Facts, now: Date): Promise<number> {
  const { ownerId, wait } = await pickOwner(tx, await readAutoLead(tx), { now });
  const id = await makeContact(tx, { ...facts, ownerId });
  if (wait) await queueLead(tx, id, wait);
  return id;
}
