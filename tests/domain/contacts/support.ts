import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { contactIdentities, contacts, contactTallies } from '#db/schema/contacts.ts';
import { fieldValues } from '#db/schema/fields.ts';
import { groupMembers } from '#db/schema/groups.ts';
import type { SalesScope } from '#db/values.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import type { Ctx } from '#domain/ctx.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

export type Desk = TestWorkspace & { novo: number; contatado: number; whatsapp: number; google: number };

/** A workspace ready to take contacts: two statuses (Novo is the default), two origins. */
export async function makeDesk(db: Db, options: { salesScope?: SalesScope } = {}): Promise<Desk> {
  const workspace = await makeWorkspace(db, options);
  return {
    ...workspace,
    novo: await workspace.addStatus('Novo', { isDefault: true }),
    contatado: await workspace.addStatus('Contatado', { colour: '#f59e0b' }),
    whatsapp: await workspace.addOrigin('WhatsApp'),
    google: await workspace.addOrigin('Google Ads'),
  };
}

export async function contactRow(ctx: Ctx, id: number) {
  const [row] = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
  return row;
}

export async function contactTotal(ctx: Ctx): Promise<number> {
  return ctx.db.$count(contacts, eq(contacts.workspaceId, ctx.workspace.id));
}

/** `kind value` of everything a contact is recognised by. */
export async function identitiesOf(ctx: Ctx, contactId: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ kind: contactIdentities.kind, value: contactIdentities.value })
    .from(contactIdentities)
    .where(
      and(eq(contactIdentities.workspaceId, ctx.workspace.id), eq(contactIdentities.contactId, contactId)),
    );
  return rows.map(({ kind, value }) => `${kind} ${value}`).sort();
}

/** Total by status, from the tallies. */
export async function talliesOf(ctx: Ctx): Promise<Record<number, number>> {
  const rows = await ctx.db
    .select({ statusId: contactTallies.statusId, total: contactTallies.total })
    .from(contactTallies)
    .where(eq(contactTallies.workspaceId, ctx.workspace.id));
  const totals: Record<number, number> = {};
  for (const { statusId, total } of rows) totals[statusId] = (totals[statusId] ?? 0) + total;
  return totals;
}

export const userIdOf = (ctx: Ctx): number => {
  if (ctx.actor.kind !== 'member') throw new Error('not a member');
  return ctx.actor.userId;
};

/** Merges two contacts as they are now. */
export async function mergeAsNow(ctx: Ctx, intoId: number, fromId: number, choices: object = {}) {
  const [into, from] = [await contactRow(ctx, intoId), await contactRow(ctx, fromId)];
  return mergeContacts(ctx, {
    intoId,
    intoVersion: into?.version,
    fromId,
    fromVersion: from?.version,
    choices,
  });
}

/** A contact without what every write changes. */
export async function standingOf(ctx: Ctx, id: number) {
  const { version: _, updatedAt: __, ...row } = (await contactRow(ctx, id)) ?? {};
  const values = await ctx.db.select().from(fieldValues).where(eq(fieldValues.contactId, id));
  const members = await ctx.db.select().from(groupMembers).where(eq(groupMembers.contactId, id));
  const grouped = members.map(({ groupId }) => groupId).toSorted((x, y) => x - y);
  return { row, values, grouped, identities: await identitiesOf(ctx, id) };
}
