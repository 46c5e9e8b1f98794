import { and, eq, sql } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';
import type { Field } from '../fields/types.ts';
import { listGroups } from '../groups/list.ts';
import { listOrigins } from '../origins/list.ts';
import { listStatuses } from '../statuses/list.ts';

type Named = { id: number; name: string };

/** What a contact can be given or filtered by, in the order in which people choose: by the funnel, or by name. */
export type ContactChoices = {
  statuses: (Named & { colour: string; isDefault: boolean })[];
  /** Archived ones are for filters only. */
  origins: (Named & { isArchived: boolean })[];
  /** Those who left are for filters only. */
  members: (Named & { isActive: boolean })[];
  groups: Named[];
  /** The workspace's own fields. */
  fields: Field[];
};

/** Statuses, origins, members, groups and custom fields for forms and filters. @throws `forbidden`. */
export async function listContactChoices(ctx: Ctx): Promise<ContactChoices> {
  authorize(ctx, 'contact.read');
  const [statuses, origins, members, groups, fields] = await Promise.all([
    listStatuses(ctx),
    listOrigins(ctx),
    ctx.db
      .select({
        id: users.id,
        name: users.name,
        isActive: sql<boolean>`${memberships.deactivatedAt} is null`,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.workspaceId, ctx.workspace.id)))
      .orderBy(sql`${users.name} collate "pt-BR-x-icu"`, users.id),
    listGroups(ctx),
    listFields(ctx),
  ]);
  return {
    statuses: statuses.map(({ id, name, colour, isDefault }) => ({ id, name, colour, isDefault })),
    origins: origins.map(({ id, name, isArchived }) => ({ id, name, isArchived })),
    members,
    groups: groups.map(({ id, name }) => ({ id, name })),
    fields,
  };
}
