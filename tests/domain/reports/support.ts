import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { contacts } from '#db/schema/contacts.ts';
import { contactEvents } from '#db/schema/events.ts';
import { statusPaces } from '#db/schema/statuses.ts';
import type { SalesScope } from '#db/values.ts';
import type { Ctx } from '#domain/ctx.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

export type Office = TestWorkspace & {
  novo: number;
  contatado: number;
  fechado: number;
  whatsapp: number;
  google: number;
};

export async function makeOffice(db: Db, options: { salesScope?: SalesScope } = {}): Promise<Office> {
  const workspace = await makeWorkspace(db, options);
  return {
    ...workspace,
    novo: await workspace.addStatus('Novo', { isDefault: true }),
    contatado: await workspace.addStatus('Contatado'),
    fechado: await workspace.addStatus('Fechado', { kind: 'won' }),
    whatsapp: await workspace.addOrigin('WhatsApp'),
    google: await workspace.addOrigin('Google Ads'),
  };
}

type Facts = Partial<Pick<typeof contacts.$inferInsert, 'originId' | 'ownerId' | 'isActive'>>;
type Step = [statusId: number, at: string];

/** A contact that went through statuses at given moments, as its events tell. */
export async function walk(office: Office, steps: [Step, ...Step[]], facts: Facts = {}): Promise<number> {
  const { admin: ctx } = office;
  const [[first, began], ...moves] = steps;
  const { originId = office.whatsapp, ...rest } = facts;
  const id = await ctx.db.transaction(async (tx) => {
    const [contact] = await tx
      .insert(contacts)
      .values({
        workspaceId: office.id,
        firstName: 'Ana',
        statusId: first,
        originId,
        createdAt: new Date(began),
        statusSince: new Date(began),
        ...rest,
      })
      .returning({ id: contacts.id });
    if (!contact) throw new Error('no contact');
    return contact.id;
  });
  await tell(ctx, { id, kind: 'contact.created', at: began, after: { statusId: first, originId } });
  let before = { statusId: first, statusSince: began };
  for (const [statusId, at] of moves) {
    await tell(ctx, { id, kind: 'contact.status_changed', at, before, after: { statusId } });
    await ctx.db
      .update(contacts)
      .set({ statusId, statusSince: new Date(at) })
      .where(and(eq(contacts.workspaceId, office.id), eq(contacts.id, id)));
    before = { statusId, statusSince: at };
  }
  return id;
}

type Told = {
  id: number;
  kind: 'contact.created' | 'contact.status_changed';
  at: string;
  before?: object;
  after: object;
};

async function tell(ctx: Ctx, { id, kind, at, before, after }: Told): Promise<void> {
  await ctx.db.insert(contactEvents).values({
    workspaceId: ctx.workspace.id,
    contactId: id,
    kind,
    at: new Date(at),
    actorKind: 'system',
    before,
    after,
  });
}

export async function setUsual(office: Office, statusId: number, usualSeconds: number): Promise<void> {
  await office.admin.db.insert(statusPaces).values({
    workspaceId: office.id,
    statusId,
    usualSeconds,
    sampleSize: 20,
    computedAt: new Date(),
  });
}

/** Every contact of an office with what its events say, oldest first. */
export async function storiesOf(office: Office) {
  const { db } = office.admin;
  const events = await db
    .select()
    .from(contactEvents)
    .where(eq(contactEvents.workspaceId, office.id))
    .orderBy(contactEvents.id);
  const rows = await db.select().from(contacts).where(eq(contacts.workspaceId, office.id));
  return rows.map((contact) => ({
    contact,
    events: events.filter(({ contactId }) => contactId === contact.id),
  }));
}
