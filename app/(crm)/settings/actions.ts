'use server';

import { action } from '#app/_server/action.ts';
import { replaceSessionCookie } from '#app/_server/session-cookie.ts';
import { letMemberGo } from '#domain/automations/let-go.ts';
import { changePassword } from '#domain/members/change-password.ts';
import { changeRole } from '#domain/members/change-role.ts';
import { handOverMember } from '#domain/members/hand-over.ts';
import { inviteMember } from '#domain/members/invite.ts';
import { reactivateMember } from '#domain/members/reactivate.ts';
import { revokeInvitation } from '#domain/members/revoke-invitation.ts';
import { updateProfile } from '#domain/members/update-profile.ts';
import { updateWorkspace } from '#domain/workspaces/update.ts';
import { env } from '#lib/env.ts';

export const updateProfileAction = action(updateProfile);
export const updateWorkspaceAction = action(updateWorkspace);
export const changeRoleAction = action(changeRole);
export const deactivateMemberAction = action(letMemberGo);
export const reactivateMemberAction = action(reactivateMember);
export const handOverMemberAction = action(handOverMember);
export const revokeInvitationAction = action(revokeInvitation);

export const inviteMemberAction = action(async function inviteByLink(ctx, input) {
  const { token, email, expiresAt } = await inviteMember(ctx, input);
  return { email, expiresAt, link: `${env().APP_URL}/invite/${token}` };
});

export const changePasswordAction = action(async function changePasswordHere(ctx, input) {
  const { sessionToken } = await changePassword(ctx, input);
  // The token goes to the cookie, out of reach of scripts, and nowhere else.
  await replaceSessionCookie(sessionToken);
});
