import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { violatesUnique } from '#db/errors.ts';
import { invitations } from '#db/schema/invitations.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { makeCtx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { checkPassword, type Refusal } from '../sessions/check-password.ts';
import { openSession } from '../sessions/open.ts';
import { hashPassword } from '../sessions/password.ts';
import { stillHasPassword } from '../sessions/sign-in.ts';
import { findInvitation, type OpenInvitation } from './find-invitation.ts';
import { newAccountInput } from './input.ts';
import { passwordProblem } from './password-rules.ts';

export type Joining = {
  /** The secret part of the link. */
  token: unknown;
  /** What the form held: name and password of a newcomer, or the password of somebody who has an account. */
  form: unknown;
  /** Whoever is signed in in the same browser: needs no password if the invitation is theirs. */
  signedInUserId: number | null;
  address: string | null;
};

/** `gone`: the link was used, revoked or ran out, or never was. */
export type Joined = { ok: true; sessionToken: string } | { ok: false; reason: 'gone' } | Refusal;

const GONE = { ok: false, reason: 'gone' } as const;

type Proof = (tx: Tx) => Promise<number | null>;

/**
 * Joins the workspace of an invitation with a new account, or with the one that the invited address has; the link is used up by it.
 * The session returned stands in that workspace.
 * @throws `invalid` (name: required, too_long, bad_characters; password: required, password_too_short, too_long, password_guessable).
 */
export async function acceptInvitation(db: Db, joining: Joining, now = new Date()): Promise<Joined> {
  const invitation = await findInvitation(db, joining.token, now);
  if (!invitation) return GONE;
  const proven = invitation.account
    ? await proveAccount(db, invitation, joining, now)
    : await prepareAccount(invitation, joining);
  if (typeof proven !== 'function') return proven;
  try {
    return await db.transaction((tx) => join(tx, invitation, proven, now));
  } catch (error) {
    // The same newcomer came through two links at once: by now there is an account, so the password decides.
    if (violatesUnique(error, 'users_email')) return acceptInvitation(db, joining, now);
    throw error;
  }
}

async function join(tx: Tx, invitation: OpenInvitation, proof: Proof, now: Date): Promise<Joined> {
  if (!(await claim(tx, invitation, now))) return GONE;
  const userId = await proof(tx);
  if (userId === null) throw new DomainError('stale');
  const { role, workspace } = invitation;
  const added = await tx
    .insert(memberships)
    .values({ workspaceId: workspace.id, userId, role })
    .onConflictDoNothing()
    .returning({ userId: memberships.userId });
  if (added.length > 0) {
    const ctx = makeCtx({ db: tx, workspace, actor: { kind: 'member', userId, role } });
    await recordWorkspaceEvent(ctx, {
      subject: 'member',
      subjectId: userId,
      kind: 'member.joined',
      after: { role, invitationId: invitation.id },
    });
  }
  return { ok: true, sessionToken: await openSession(tx, { userId, workspaceId: workspace.id }, now) };
}

/** Uses the link up; of several at once, one succeeds. */
async function claim(tx: Tx, invitation: OpenInvitation, now: Date): Promise<boolean> {
  const claimed = await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(
      and(
        eq(invitations.workspaceId, invitation.workspace.id),
        eq(invitations.id, invitation.id),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .returning({ id: invitations.id });
  return claimed.length > 0;
}

async function proveAccount(
  db: Db,
  { account, email }: OpenInvitation,
  { form, signedInUserId, address }: Joining,
  now: Date,
): Promise<Proof | Refusal> {
  if (account?.id === signedInUserId) return async () => signedInUserId;
  const { password } = (form ?? {}) as { password?: unknown };
  const checked = await checkPassword(db, { email, password, address }, now);
  if (!checked.ok) return checked;
  return async (tx) => ((await stillHasPassword(tx, checked)) ? checked.userId : null);
}

async function prepareAccount({ email }: OpenInvitation, { form }: Joining): Promise<Proof> {
  const { name, password } = parseInput(newAccountInput, form);
  const problem = passwordProblem(password, email);
  if (problem) throw new DomainError('invalid', { fields: { password: problem } });
  const passwordHash = await hashPassword(password);
  return async (tx) => {
    const [user] = await tx.insert(users).values({ email, name, passwordHash }).returning({ id: users.id });
    return user?.id ?? null;
  };
}
