import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { invitations } from '#db/schema/invitations.ts';
import { users } from '#db/schema/users.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Role } from '#db/values.ts';
import type { WorkspaceFacts } from '../ctx.ts';
import { type Account, findUserByEmail } from '../sessions/find-user.ts';
import { hashToken } from '../sessions/token.ts';
import { workspaceFacts } from '../workspaces/facts.ts';

export type OpenInvitation = {
  id: number;
  email: string;
  role: Role;
  invitedBy: string;
  workspace: WorkspaceFacts;
  /** The account that this address has already, in whichever workspace. */
  account: Account | undefined;
};

/** The invitation that a link's token opens, or null when there is none, it was used, was revoked or ran out: they look the same. */
export async function findInvitation(
  db: Db | Tx,
  token: unknown,
  now = new Date(),
): Promise<OpenInvitation | null> {
  if (typeof token !== 'string' || token.length > 200) return null;
  const [row] = await db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      invitedBy: users.name,
      workspace: workspaceFacts,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .where(
      and(
        eq(invitations.tokenHash, hashToken(token)),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
      ),
    );
  return row ? { ...row, account: await findUserByEmail(db, row.email) } : null;
}
