import { eq } from 'drizzle-orm';
import { sessions } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, forbidden, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { type Checked, checkPassword } from '../sessions/check-password.ts';
import { openSession } from '../sessions/open.ts';
import { hashPassword } from '../sessions/password.ts';
import { stillHasPassword } from '../sessions/sign-in.ts';
import { passwordInput } from './input.ts';
import { passwordProblem } from './password-rules.ts';

type Right = Extract<Checked, { ok: true }>;

/**
 * Changes the acting person's password. Every session of theirs ends at once, in all workspaces, copies of this very cookie included: the
 * new token returned is for the cookie of whoever asked.
 * @throws `invalid` (currentPassword: required, wrong_password; newPassword: required, password_too_short, too_long, password_guessable),
 * `too_many` with `details: { retryAfterSeconds }` after too many wrong ones; `forbidden`.
 */
export async function changePassword(
  ctx: Ctx,
  input: unknown,
  now = new Date(),
): Promise<{ sessionToken: string }> {
  authorize(ctx, 'profile.write');
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  const { currentPassword, newPassword } = parseInput(passwordInput, input);
  const email = await emailOf(ctx, userId);
  const problem = passwordProblem(newPassword, email);
  if (problem) throw new DomainError('invalid', { fields: { newPassword: problem } });
  const checked = await proveCurrent(ctx, email, currentPassword, now);
  const passwordHash = await hashPassword(newPassword);
  return inTransaction(ctx, (tx) => replace(tx, checked, passwordHash, now));
}

async function replace(ctx: Ctx, checked: Right, passwordHash: string, now: Date) {
  if (!(await stillHasPassword(ctx.db, checked))) throw invalidField('currentPassword', 'wrong_password');
  const { userId } = checked;
  await ctx.db.update(users).set({ passwordHash, passwordChangedAt: now }).where(eq(users.id, userId));
  await ctx.db.delete(sessions).where(eq(sessions.userId, userId));
  await recordWorkspaceEvent(ctx, { subject: 'member', subjectId: userId, kind: 'member.password_changed' });
  return { sessionToken: await openSession(ctx.db, { userId, workspaceId: ctx.workspace.id }, now) };
}

async function proveCurrent(ctx: Ctx, email: string, password: string, now: Date): Promise<Right> {
  const checked = await checkPassword(ctx.db, { email, password, address: null }, now);
  if (checked.ok) return checked;
  if (checked.reason === 'refused') throw invalidField('currentPassword', 'wrong_password');
  throw new DomainError('too_many', { details: { retryAfterSeconds: checked.retryAfterSeconds } });
}

async function emailOf(ctx: Ctx, userId: number): Promise<string> {
  const [user] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (!user) throw forbidden();
  return user.email;
}
