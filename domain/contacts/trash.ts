import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contactTrash } from '#db/schema/contacts.ts';
import { CONTACT_TYPES, IDENTITY_KINDS } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { confinedTo } from './where.ts';

const instant = z.coerce.date();

/** What `contact_trash` holds: the columns of `contacts` that are not generated. */
export const keptContact = z.object({
  first_name: z.string(),
  last_name: z.string(),
  type: z.enum(CONTACT_TYPES),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string(),
  website: z.string(),
  notes: z.string(),
  is_active: z.boolean(),
  owner_id: z.number().nullable(),
  status_id: z.number(),
  origin_id: z.number(),
  version: z.number(),
  created_at: instant,
  last_activity_at: instant,
  status_since: instant,
  last_message_at: instant.nullable().default(null),
  opted_out_at: instant.nullable().default(null),
});
export const keptIdentities = z.array(z.looseObject({ kind: z.enum(IDENTITY_KINDS), value: z.string() }));

/** A deleted contact: its columns, and the rows of its identities, groups and custom fields. */
export type Trashed = {
  contact: z.output<typeof keptContact>;
  identities: z.output<typeof keptIdentities>;
  groups: unknown;
  fieldValues: unknown;
};

/** The row of one deleted contact, as a condition on `contact_trash`. */
export function isTrashed(ctx: Ctx, id: number): SQL | undefined {
  return and(eq(contactTrash.workspaceId, ctx.workspace.id), eq(contactTrash.contactId, id));
}

/** A deleted contact that whoever acts could see. @throws `not_found`. */
export async function readTrash(ctx: Ctx, id: number): Promise<Trashed> {
  const [row] = await ctx.db
    .select({
      contact: contactTrash.contact,
      identities: contactTrash.identities,
      groups: contactTrash.groups,
      fieldValues: contactTrash.fieldValues,
    })
    .from(contactTrash)
    .where(isTrashed(ctx, id));
  if (!row) throw notFound();
  const contact = keptContact.parse(row.contact);
  const seenBy = confinedTo(ctx);
  const isSeen = seenBy === null || contact.owner_id === null || contact.owner_id === seenBy;
  if (!isSeen) throw notFound();
  return { ...row, contact, identities: keptIdentities.parse(row.identities) };
}

/** Gives a contact that is back its identities, groups and custom fields again; what was deleted meanwhile stays away. */
export async function restoreBelongings(ctx: Ctx, id: number, trashed: Trashed): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const { identities, groups, fieldValues } = trashed;
  await ctx.db.execute(sql`
    insert into contact_identities (workspace_id, contact_id, kind, value, source, source_id, added_by, created_at)
    select ${workspaceId}, ${id}, kind, value, coalesce(source, 'form'), source_id, added_by, coalesce(created_at, now())
    from jsonb_to_recordset(${JSON.stringify(identities)}::jsonb)
      as kept (kind text, value text, source text, source_id bigint, added_by bigint, created_at timestamptz)
    order by kind, value`);
  await ctx.db.execute(sql`
    insert into group_members (workspace_id, group_id, contact_id)
    select ${workspaceId}, g.id, ${id} from jsonb_array_elements_text(${JSON.stringify(groups)}::jsonb) as kept (id)
    join groups g on g.workspace_id = ${workspaceId} and g.id = kept.id::bigint`);
  await ctx.db.execute(sql`
    insert into field_values (workspace_id, contact_id, field_id, text, number, date, choice_id, yes_no)
    select ${workspaceId}, ${id}, f.id, kept.text, kept.number, kept.date, c.id, kept.yes_no
    from jsonb_to_recordset(${JSON.stringify(fieldValues)}::jsonb)
      as kept (field_id bigint, text text, number numeric, date date, choice_id bigint, yes_no boolean)
    join fields f on f.workspace_id = ${workspaceId} and f.id = kept.field_id
    left join field_choices c
      on c.workspace_id = f.workspace_id and c.field_id = f.id and c.id = kept.choice_id
    where kept.choice_id is null or c.id is not null`);
}
