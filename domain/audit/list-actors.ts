import { eq, sql } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/** Everybody who may have done something: members of now and before, by name. @throws `forbidden`. */
export async function listAuditActors(ctx: Ctx): Promise<{ id: number; name: string }[]> {
  authorize(ctx, 'audit.read');
  return ctx.db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, ctx.workspace.id))
    .orderBy(sql`${users.name} collate "pt-BR-x-icu"`, users.id);
}
