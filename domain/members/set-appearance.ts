import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '#db/schema/users.ts';
import { LOCALES, THEMES } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden } from '../errors.ts';
import { parseInput } from '../input.ts';

const appearance = z.object({ theme: z.enum(THEMES).optional(), locale: z.enum(LOCALES).optional() });

/** Sets the acting member's own theme or language, in all their workspaces. A taste, not a fact: no event. */
export async function setAppearance(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'profile.write');
  const chosen = parseInput(appearance, input);
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  if (Object.keys(chosen).length > 0) await ctx.db.update(users).set(chosen).where(eq(users.id, userId));
}
