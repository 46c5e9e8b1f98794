import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { sessions } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Locale, Role, Theme } from '#db/values.ts';
import { type Ctx, makeCtx } from '../ctx.ts';
import { type Preferences, parsePreferences } from '../members/preferences.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { sessionEnd } from './open.ts';
import { hashToken } from './token.ts';

type Person = {
  userId: number;
  name: string;
  email: string;
  role: Role;
  locale: Locale;
  theme: Theme;
  preferences: Preferences;
};

export type Session = {
  ctx: Ctx;
  person: Person;
  /** Every workspace the person may switch to, this one included. */
  workspaces: { id: number; name: string }[];
};

/** A session in use is prolonged, but written at most so often. */
const TOUCH_AFTER_MS = 3_600_000;

/**
 * The gate for people: the session that a cookie's token opens, or null when there is none, it has ended, or the member is no longer
 * active. One query, on every request: what was revoked a moment ago is refused now.
 */
export async function resolveSession(db: Db, token: string, now = new Date()): Promise<Session | null> {
  const tokenHash = hashToken(token);
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      userLocale: users.locale,
      theme: users.theme,
      role: memberships.role,
      preferences: memberships.preferences,
      lastSeenAt: sessions.lastSeenAt,
      workspaces: sql<{ id: number; name: string }[]>`(
        select json_agg(json_build_object('id', w.id, 'name', w.name) order by w.name)
        from memberships m join workspaces w on w.id = m.workspace_id
        where m.user_id = ${sessions.userId} and m.deactivated_at is null)`,
      workspace: workspaceFacts,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(
      memberships,
      and(eq(memberships.workspaceId, sessions.workspaceId), eq(memberships.userId, sessions.userId)),
    )
    .innerJoin(workspaces, eq(workspaces.id, sessions.workspaceId))
    .where(
      and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now), isNull(memberships.deactivatedAt)),
    );
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > TOUCH_AFTER_MS) await touch(db, tokenHash, now);
  const { userId, name, email, role, theme, workspace } = row;
  return {
    workspaces: row.workspaces,
    ctx: makeCtx({ db, workspace, actor: { kind: 'member', userId, role } }),
    person: {
      userId,
      name,
      email,
      role,
      theme,
      locale: row.userLocale ?? workspace.locale,
      preferences: parsePreferences(row.preferences),
    },
  };
}

async function touch(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now, expiresAt: sessionEnd(now) })
    .where(eq(sessions.tokenHash, tokenHash));
}
