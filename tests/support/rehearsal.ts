import { eq, sql } from 'drizzle-orm';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { ContactEventKind } from '#db/values.ts';
import type { Conditions, Definition, Step, Trigger } from '#domain/automations/types.ts';
import type { Ctx } from '#domain/ctx.ts';
import { nameKey } from '#lib/text.ts';
import { makeContact } from './contact.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const ago = (ms: number) => new Date(Date.now() - ms);

const ANYBODY: Conditions = { filter: '', hours: null, repeat: 'always', repeatDays: null };

/** A definition of a trigger and steps, for anybody at any time unless `conditions` say more. */
export function definitionOf(
  trigger: Trigger,
  steps: Step[],
  conditions: Partial<Conditions> = {},
): Definition {
  return { trigger, conditions: { ...ANYBODY, ...conditions }, steps };
}

/** An automation put straight into the tables, switched on or not; it listens to nothing. */
export async function putAutomation(
  ctx: Ctx,
  definition: Definition,
  { name = 'Automação', isOn = false }: { name?: string; isOn?: boolean } = {},
): Promise<number> {
  const workspaceId = ctx.workspace.id;
  const onSince = isOn ? new Date() : null;
  const [made] = await ctx.db
    .insert(automations)
    .values({ workspaceId, name, nameKey: nameKey(name), isOn, onSince })
    .returning({ id: automations.id });
  if (!made) throw new Error('no automation');
  const [version] = await ctx.db
    .insert(automationVersions)
    .values({ workspaceId, automationId: made.id, number: 1, definition })
    .returning({ id: automationVersions.id });
  await ctx.db.execute(sql`
    update automations set version_id = ${version?.id ?? 0} where workspace_id = ${workspaceId} and id = ${made.id}`);
  return made.id;
}

type Past = {
  kind: ContactEventKind;
  at: Date;
  before?: object;
  after?: object;
  actorKind?: 'member' | 'import' | 'webhook';
  isQuiet?: boolean;
};

/** An event of a contact at a time in the past; the contact itself stays as it is. */
export async function happened(ctx: Ctx, contactId: number, event: Past): Promise<number> {
  const { kind, at, before = null, after = null, actorKind = 'member', isQuiet = false } = event;
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, at, before, after, change_id)
    values (${ctx.workspace.id}, ${contactId}, ${kind}, ${actorKind}, ${at.toISOString()},
      ${before && JSON.stringify(before)}::jsonb, ${after && JSON.stringify(after)}::jsonb,
      ${isQuiet ? sql`gen_random_uuid()` : sql`null`})
    returning id`);
  return Number(row?.id);
}

type Places = { admin: Ctx; novo: number; contatado: number; whatsapp: number };

/** Who came to Contatado at a time in the past, and has stood there since. */
export async function moved(
  { admin, novo, contatado, whatsapp }: Places,
  since: Date,
  firstName?: string,
): Promise<number> {
  const facts = { statusId: contatado, originId: whatsapp };
  const id = await makeContact(admin, { ...facts, ...(firstName && { firstName }) });
  await admin.db.update(contacts).set({ statusSince: since }).where(eq(contacts.id, id));
  await happened(admin, id, {
    kind: 'contact.status_changed',
    at: since,
    before: { statusId: novo, statusSince: new Date(since.getTime() - DAY) },
    after: { statusId: contatado },
  });
  return id;
}
