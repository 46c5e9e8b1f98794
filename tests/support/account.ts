import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import type { Ctx } from '#domain/ctx.ts';
import { hashPassword } from '#domain/sessions/password.ts';

export const PASSWORD = 'cavalo-bateria-grampo';

let hashed: Promise<string> | undefined;

/** Gives a member of a test workspace the password PASSWORD; returns their e-mail. */
export async function givePassword(ctx: Ctx): Promise<string> {
  hashed ??= hashPassword(PASSWORD);
  const [user] = await ctx.db
    .update(users)
    .set({ passwordHash: await hashed })
    .where(eq(users.id, userIdOf(ctx)))
    .returning({ email: users.email });
  if (!user) throw new Error('no user');
  return user.email;
}

/** The user behind a member's ctx. */
export function userIdOf(ctx: Ctx): number {
  if (ctx.actor.kind !== 'member') throw new Error('not a member');
  return ctx.actor.userId;
}

/** The membership row of a member in a workspace. */
export async function membershipOf(db: Db, workspaceId: number, userId: number) {
  const [row] = await db
    .select()
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
  return row;
}
