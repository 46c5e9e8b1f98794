import { and, asc, eq, sql } from 'drizzle-orm';
import { contactTallies } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import type { Role } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

export type Member = {
  userId: number;
  name: string;
  email: string;
  role: Role;
  isActive: boolean;
  since: Date;
  contactTotal: number;
};

/** Everybody who is or was in the workspace, active ones first, by name, with how many contacts each has. */
export async function listMembers(ctx: Ctx): Promise<Member[]> {
  authorize(ctx, 'member.read');
  const totals = ctx.db
    .select({
      ownerId: contactTallies.ownerId,
      total: sql<number>`sum(${contactTallies.total})::int`.as('total'),
    })
    .from(contactTallies)
    .where(eq(contactTallies.workspaceId, ctx.workspace.id))
    .groupBy(contactTallies.ownerId)
    .as('totals');
  const isActive = sql<boolean>`${memberships.deactivatedAt} is null`;
  return ctx.db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      isActive,
      since: memberships.createdAt,
      contactTotal: sql<number>`coalesce(${totals.total}, 0)`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(totals, eq(totals.ownerId, memberships.userId))
    .where(and(eq(memberships.workspaceId, ctx.workspace.id)))
    .orderBy(sql`${isActive} desc`, sql`${users.name} collate "pt-BR-x-icu"`, asc(users.id));
}
