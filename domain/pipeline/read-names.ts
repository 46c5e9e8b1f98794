import { eq } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

export type Named = { id: number; name: string };

/** What cards name by id: every origin and member, archived and deactivated ones included, by name. */
export async function readNames(ctx: Ctx): Promise<{ origins: Named[]; members: Named[] }> {
  authorize(ctx, 'contact.read');
  const [originRows, memberRows] = await Promise.all([
    ctx.db
      .select({ id: origins.id, name: origins.name })
      .from(origins)
      .where(eq(origins.workspaceId, ctx.workspace.id))
      .orderBy(origins.name),
    ctx.db
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.workspaceId, ctx.workspace.id))
      .orderBy(users.name),
  ]);
  return { origins: originRows, members: memberRows };
}
