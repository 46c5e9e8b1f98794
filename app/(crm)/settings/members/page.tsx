import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { setHiddenColumnsAction } from '#app/_server/preference-actions.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { MemberScreen } from '#components/members/member-screen.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { leadTaker } from '#domain/auto-lead/member-use.ts';
import { listMembers } from '#domain/members/list.ts';
import { listInvitations } from '#domain/members/list-invitations.ts';
import {
  changeRoleAction,
  deactivateMemberAction,
  handOverMemberAction,
  inviteMemberAction,
  reactivateMemberAction,
  revokeInvitationAction,
} from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('members'))('title') };
}

const actions = {
  invite: inviteMemberAction,
  revoke: revokeInvitationAction,
  changeRole: changeRoleAction,
  deactivate: deactivateMemberAction,
  reactivate: reactivateMemberAction,
  handOver: handOverMemberAction,
};

export default async function MembersPage() {
  const { ctx, person } = await requireSession();
  const canManage = mayRole(person.role, 'member.manage');
  const [members, invitations, leadTakerId] = await Promise.all([
    listMembers(ctx),
    canManage ? listInvitations(ctx) : Promise.resolve([]),
    leadTaker(ctx),
  ]);
  return (
    <>
      <LiveRefresh subjects={['member', 'invitation', 'contacts', 'auto_lead']} />
      <ClientMessages names={['members', 'problems', 'errors']}>
        <MemberScreen
          members={members}
          invitations={invitations}
          selfId={person.userId}
          leadTakerId={leadTakerId}
          canManage={canManage}
          timeZone={ctx.workspace.timeZone}
          hiddenColumns={person.preferences.hiddenColumns.members ?? []}
          actions={actions}
          setHiddenColumns={setHiddenColumnsAction}
        />
      </ClientMessages>
    </>
  );
}
