import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import { authorize } from '../authorize.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';

/** A list of contacts made by hand. */
export type Group = { id: number; name: string; version: number; createdBy: number | null };

/** `isExact` false: there are more contacts than `contactTotal`. */
export type GroupWithTotal = Group & { contactTotal: number; isExact: boolean };

export const groupColumns = {
  id: groups.id,
  name: groups.name,
  version: groups.version,
  createdBy: groups.createdBy,
};

/** Counting stops here: so far the index alone answers in a few milliseconds, whatever the size of the group. */
const COUNT_MAX = 100_000;
/** For those who see only some contacts each member has to be looked up. */
const SEEN_COUNT_MAX = 1_000;

const byName = sql`${groups.name} collate "pt-BR-x-icu"`;

/** The workspace's groups by name. @throws `forbidden`. */
export async function listGroups(ctx: Ctx): Promise<Group[]> {
  authorize(ctx, 'group.read');
  return ctx.db
    .select(groupColumns)
    .from(groups)
    .where(and(eq(groups.workspaceId, ctx.workspace.id), isNull(groups.deletedAt)))
    .orderBy(byName, asc(groups.id));
}

/** The same with how many contacts are in each, of those that the reader may see. */
export async function listGroupsWithTotals(ctx: Ctx): Promise<GroupWithTotal[]> {
  authorize(ctx, 'group.read');
  const seen = visibleContacts(ctx);
  const max = seen ? SEEN_COUNT_MAX : COUNT_MAX;
  const members = seen
    ? sql`from ${groupMembers} m join ${contacts} on ${contacts.workspaceId} = m.workspace_id and ${contacts.id} = m.contact_id`
    : sql`from ${groupMembers} m`;
  const total = sql<number>`(
    select count(*) from (
      select 1 ${members}
      where m.workspace_id = groups.workspace_id and m.group_id = groups.id ${seen ? sql`and ${seen}` : sql``}
      limit ${max + 1}) as listed)::int`;
  const rows = await ctx.db
    .select({ ...groupColumns, total })
    .from(groups)
    .where(and(eq(groups.workspaceId, ctx.workspace.id), isNull(groups.deletedAt)))
    .orderBy(byName, asc(groups.id));
  return rows.map(({ total, ...group }) => ({
    ...group,
    contactTotal: Math.min(total, max),
    isExact: total <= max,
  }));
}

/** The groups that a contact is in, by name; the caller has checked that the contact may be seen. */
export async function listGroupsOf(ctx: Ctx, contactId: number): Promise<Group[]> {
  authorize(ctx, 'group.read');
  return ctx.db
    .select(groupColumns)
    .from(groupMembers)
    .innerJoin(
      groups,
      and(eq(groups.workspaceId, groupMembers.workspaceId), eq(groups.id, groupMembers.groupId)),
    )
    .where(
      and(
        eq(groupMembers.workspaceId, ctx.workspace.id),
        eq(groupMembers.contactId, contactId),
        isNull(groups.deletedAt),
      ),
    )
    .orderBy(byName, asc(groups.id));
}
