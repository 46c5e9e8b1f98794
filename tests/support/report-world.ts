import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { touches } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { contactEvents } from '#db/schema/events.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import type { Ctx } from '#domain/ctx.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { makeWorkspace, type TestWorkspace } from './workspace.ts';

const HOUR = 3_600_000;
/** The night on which clocks in New York go forward, nine days after a leap day, is among these. */
const BEGINS = Date.parse('2024-02-20T02:00:00Z');
const PEOPLE = 90;

export type ReportWorld = {
  workspace: TestWorkspace;
  /** The same admin, manager and member of sales, on New York's clocks. */
  admin: Ctx;
  sales: Ctx;
  statuses: Record<'novo' | 'contato' | 'velho' | 'proposta' | 'ganho' | 'perdido', number>;
  origins: Record<'site' | 'feira' | 'antiga', number>;
};

/** Numbers that look made up by chance and are the same each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/**
 * Contacts who came and went in the weeks around a leap day and the end of winter time: moved on and back, written to, deleted, merged, inactive;
 * one status retired, one origin merged.
 */
export async function makeReportWorld(db: Db): Promise<ReportWorld> {
  const workspace = await makeWorkspace(db, { salesScope: 'own' });
  const onClocks = (ctx: Ctx): Ctx => ({
    ...ctx,
    workspace: { ...ctx.workspace, timeZone: 'America/New_York' },
  });
  const world: ReportWorld = {
    workspace,
    admin: onClocks(workspace.admin),
    sales: onClocks(workspace.sales),
    statuses: {
      novo: await workspace.addStatus('Novo', { isDefault: true }),
      contato: await workspace.addStatus('Contato'),
      velho: await workspace.addStatus('Velho'),
      proposta: await workspace.addStatus('Proposta'),
      ganho: await workspace.addStatus('Ganho', { kind: 'won' }),
      perdido: await workspace.addStatus('Perdido', { kind: 'lost' }),
    },
    origins: {
      site: await workspace.addOrigin('Site'),
      feira: await workspace.addOrigin('Feira'),
      antiga: await workspace.addOrigin('Antiga'),
    },
  };
  const roll = dice(7);
  const numberId = await addNumber(db, workspace.id);
  const ids: number[] = [];
  for (let n = 0; n < PEOPLE; n++) ids.push(await addPerson(world, roll, numberId));
  await changeWorld(world, ids);
  return world;
}

async function addNumber(db: Db, workspaceId: number): Promise<number> {
  const phoneNumberId = `8${process.pid}`;
  const [number] = await db
    .insert(whatsappNumbers)
    .values({
      ...{ workspaceId, phoneNumberId, accountId: '8', name: 'Vendas', token: 'sealed' },
      ...{ displayPhone: '551140000000', verifiedName: 'Empresa', provenAt: new Date() },
    })
    .returning({ id: whatsappNumbers.id });
  return number?.id ?? 0;
}

type Roll = (sides: number) => number;

const pick = <T>(roll: Roll, list: readonly T[]): T => list[roll(list.length)] as T;

async function addPerson(world: ReportWorld, roll: Roll, numberId: number): Promise<number> {
  const { db, workspace } = world.admin;
  const workspaceId = workspace.id;
  const members = [world.workspace.admin, world.workspace.manager, world.workspace.sales].map(({ actor }) =>
    actor.kind === 'member' ? actor.userId : 0,
  );
  const createdAt = new Date(BEGINS + roll(30 * 24) * HOUR + roll(60) * 60_000);
  const path = Array.from({ length: 1 + roll(6) }, () => pick(roll, Object.values(world.statuses)));
  const steps = path.filter((status, at) => status !== path[at - 1]);
  const originId = pick(roll, Object.values(world.origins));
  const ownerId = roll(4) === 0 ? null : pick(roll, members);
  const [contact] = await db
    .insert(contacts)
    .values({
      workspaceId,
      firstName: 'Pessoa',
      statusId: steps.at(-1) ?? 0,
      ...{ originId, ownerId, createdAt, isActive: roll(8) > 0 },
    })
    .returning({ id: contacts.id });
  const contactId = contact?.id ?? 0;
  let at = createdAt;
  for (const [place, statusId] of steps.entries()) {
    const isFirst = place === 0;
    if (!isFirst) at = new Date(at.getTime() + (1 + roll(5 * 24)) * HOUR + roll(3_600) * 1_000);
    await db.insert(contactEvents).values({
      ...{ workspaceId, contactId, at },
      kind: isFirst ? 'contact.created' : 'contact.status_changed',
      actorKind: roll(5) === 0 ? 'system' : 'member',
      actorId: pick(roll, members),
      before: isFirst ? null : { statusId: steps[place - 1] },
      after: { statusId },
    });
  }
  await addTouches(world, roll, contactId, createdAt);
  if (roll(2) === 0) await addTalk(world, roll, { contactId, numberId, from: createdAt });
  return contactId;
}

async function addTouches(world: ReportWorld, roll: Roll, contactId: number, from: Date): Promise<void> {
  const { db, workspace } = world.admin;
  for (let n = roll(4); n > 0; n--) {
    const referral = { sourceId: `ad-${roll(3)}`, headline: 'Oferta' };
    const facts = {
      workspaceId: workspace.id,
      contactId,
      at: new Date(from.getTime() + roll(10) * HOUR),
      evidence: roll(2) === 0 ? { numberId: 1, text: '', referral } : { numberId: 1, text: '' },
      kind: 'ad' as const,
    };
    const [touch] = await db
      .insert(touches)
      .values({ ...facts, originId: pick(roll, Object.values(world.origins)) })
      .returning({ id: touches.id });
    if (roll(4) === 0)
      await db.insert(touches).values({
        ...facts,
        originId: pick(roll, Object.values(world.origins)),
        supersedesId: touch?.id ?? null,
      });
  }
}

async function addTalk(
  { admin: { db, workspace } }: ReportWorld,
  roll: Roll,
  { contactId, numberId, from }: { contactId: number; numberId: number; from: Date },
): Promise<void> {
  const workspaceId = workspace.id;
  const [talk] = await db
    .insert(conversations)
    .values({ workspaceId, numberId, contactId, lastMessageAt: from })
    .returning({ id: conversations.id });
  let at = from.getTime();
  let lastIn: Date | null = null;
  for (let n = 1 + roll(6); n > 0; n--) {
    at += (1 + roll(300)) * 60_000;
    const isTheirs = roll(2) === 0;
    if (isTheirs) lastIn = new Date(at);
    await db.insert(messages).values({
      ...{ workspaceId, conversationId: talk?.id ?? 0, contactId, type: 'text', at: new Date(at) },
      direction: isTheirs ? 'in' : 'out',
      state: isTheirs ? 'received' : roll(5) === 0 ? 'failed' : 'accepted',
    });
  }
  await db.update(contacts).set({ lastMessageAt: lastIn }).where(eq(contacts.id, contactId));
}

async function changeWorld({ workspace, statuses, origins }: ReportWorld, ids: number[]): Promise<void> {
  const { admin } = workspace;
  const at = (place: number) => ids[place] ?? 0;
  for (const place of [3, 14, 25]) await deleteContact(admin, { id: at(place), version: 1 });
  for (const [into, from] of [
    [5, 50],
    [60, 8],
  ])
    await mergeContacts(admin, {
      ...{ intoId: at(into ?? 0), intoVersion: 1, fromId: at(from ?? 0), fromVersion: 1, choices: {} },
    });
  await retireStatus(admin, { id: statuses.velho, moveContactsTo: statuses.contato });
  await mergeOrigins(admin, { fromId: origins.antiga, intoId: origins.site });
  await admin.db.execute(sql`analyze`);
}
