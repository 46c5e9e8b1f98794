import { eq, sql } from 'drizzle-orm';
import { users } from '#db/schema/users.ts';
import type { Locale, Theme } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden, notFound } from '../errors.ts';

export type Profile = {
  name: string;
  email: string;
  /** Null: as the workspace. */
  locale: Locale | null;
  theme: Theme;
  /** Not for people who only sign in through an identity provider. */
  hasPassword: boolean;
};

/** The acting person's own settings. @throws `forbidden` for anybody but a person. */
export async function getProfile(ctx: Ctx): Promise<Profile> {
  authorize(ctx, 'profile.write');
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  const [profile] = await ctx.db
    .select({
      name: users.name,
      email: users.email,
      locale: users.locale,
      theme: users.theme,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
    })
    .from(users)
    .where(eq(users.id, userId));
  if (!profile) throw notFound();
  return profile;
}
