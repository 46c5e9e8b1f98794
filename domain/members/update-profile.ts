import { eq } from 'drizzle-orm';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { forbidden, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { profileInput } from './input.ts';

/**
 * Changes the acting person's own name, language (null: the workspace's) and theme, in all their workspaces. Only the name is a fact that
 * others see, and recorded; the rest is taste.
 * @throws `invalid` (name: required, too_long, bad_characters; locale, theme: invalid), `forbidden`.
 */
export async function updateProfile(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'profile.write');
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  const facts = parseInput(profileInput, input);
  await inTransaction(ctx, async (tx) => {
    const [current] = await tx.db
      .select({ name: users.name })
      .from(users)
      .where(eq(users.id, userId))
      .for('no key update');
    if (!current) throw notFound();
    await tx.db.update(users).set(facts).where(eq(users.id, userId));
    if (current.name === facts.name) return;
    await recordWorkspaceEvent(tx, {
      subject: 'member',
      subjectId: userId,
      kind: 'member.profile_updated',
      before: { name: current.name },
      after: { name: facts.name },
    });
  });
}
