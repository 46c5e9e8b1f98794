import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Db, Tx } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { ROLES } from '#db/values.ts';
import { type Ctx, inTransaction, systemCtx, type WorkspaceFacts } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { id, line, parseInput } from '../input.ts';
import { email, MEMBER_NAME_MAX } from '../members/input.ts';
import { passwordProblem } from '../members/password-rules.ts';
import { findUserByEmail } from '../sessions/find-user.ts';
import { hashPassword } from '../sessions/password.ts';
import { pickWorkspace } from '../workspaces/pick.ts';

const userInput = z.object({
  email,
  name: line({ max: MEMBER_NAME_MAX, required: true }),
  role: z.enum(ROLES, { error: ({ input }) => (input === undefined ? 'required' : 'invalid') }),
  /** May be left out where there is one workspace only. */
  workspaceId: id.optional(),
  /** One is made up when left out. */
  password: z.string().optional(),
});
type UserFacts = z.output<typeof userInput>;

/** `password`: the one made up, to be told once; null when it was given, or the account was there and keeps its own. */
export type CreatedUser = {
  userId: number;
  workspace: WorkspaceFacts;
  password: string | null;
  isNew: boolean;
};

/**
 * Gives a person access to a workspace without an invitation, for whoever runs the server: a new account, or the one that has this e-mail.
 * @throws `invalid` (email: required, bad_email, already_member; name; role; workspaceId: required, gone; password: as `passwordProblem`).
 */
export async function createUser(db: Db, input: unknown): Promise<CreatedUser> {
  const facts = parseInput(userInput, input);
  const workspace = await pickWorkspace(db, facts.workspaceId);
  return inTransaction(systemCtx(db, workspace), async (ctx) => {
    const account = await ensureAccount(ctx.db, facts);
    await join(ctx, account.userId, facts.role);
    return { ...account, workspace };
  });
}

async function ensureAccount(tx: Db | Tx, facts: UserFacts): Promise<Omit<CreatedUser, 'workspace'>> {
  const known = await findUserByEmail(tx, facts.email);
  if (known) return { userId: known.id, password: null, isNew: false };
  const made = facts.password === undefined ? randomBytes(12).toString('base64url') : null;
  const password = made ?? facts.password ?? '';
  const problem = passwordProblem(password, facts.email);
  if (problem) throw new DomainError('invalid', { fields: { password: problem } });
  const [user] = await tx
    .insert(users)
    .values({ email: facts.email, name: facts.name, passwordHash: await hashPassword(password) })
    .returning({ id: users.id });
  if (!user) throw new Error('insert returned no user');
  return { userId: user.id, password: made, isNew: true };
}

async function join(ctx: Ctx, userId: number, role: UserFacts['role']): Promise<void> {
  const added = await ctx.db
    .insert(memberships)
    .values({ workspaceId: ctx.workspace.id, userId, role })
    .onConflictDoNothing()
    .returning({ userId: memberships.userId });
  if (added.length === 0) throw invalidField('email', 'already_member');
  await recordWorkspaceEvent(ctx, {
    subject: 'member',
    subjectId: userId,
    kind: 'member.joined',
    after: { role },
  });
}
