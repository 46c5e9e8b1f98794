import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { sessions } from '#db/schema/sessions.ts';

/** The workspace in which a person starts: where they last worked of those they may still enter, else the first they joined; or null. */
export async function chooseWorkspace(db: Db | Tx, userId: number): Promise<number | null> {
  const lastSeen = sql`(select max(s.last_seen_at) from ${sessions} s
    where s.user_id = ${memberships.userId} and s.workspace_id = ${memberships.workspaceId})`;
  const [row] = await db
    .select({ workspaceId: memberships.workspaceId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.deactivatedAt)))
    .orderBy(sql`${lastSeen} desc nulls last`, asc(memberships.createdAt), asc(memberships.workspaceId))
    .limit(1);
  return row?.workspaceId ?? null;
}
