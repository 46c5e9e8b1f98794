'use client';

import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { ColumnMenu } from '#components/ui/column-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { usePanel } from '#components/ui/use-panel.ts';
import type { Member } from '#domain/members/list.ts';
import type { Invitation } from '#domain/members/list-invitations.ts';
import type { Action } from '#domain/result.ts';
import { DeactivateDialog } from './deactivate-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MEMBER_COLUMNS, MemberTable } from './member-table.tsx';
import { RoleDialog } from './role-dialog.tsx';
import type { MemberActions } from './types.ts';

type Props = {
  members: Member[];
  /** Empty for those who may not manage members. */
  invitations: Invitation[];
  selfId: number;
  /** Who gets every new lead; null: nobody in particular. */
  leadTakerId: number | null;
  canManage: boolean;
  timeZone: string;
  hiddenColumns: string[];
  actions: MemberActions;
  setHiddenColumns: Action<void>;
};

/** The team: everybody reads it, admins manage it. */
export function MemberScreen(props: Props) {
  const { members, invitations, selfId, canManage, timeZone, hiddenColumns, actions } = props;
  const { open } = usePanel();
  const reactivate = useReactivation(actions.reactivate);
  return (
    <>
      <Header {...props} />
      <MemberTable
        members={members}
        selfId={selfId}
        canManage={canManage}
        timeZone={timeZone}
        hiddenColumns={hiddenColumns}
        onAsk={open}
        onReactivate={reactivate}
      />
      {canManage && (
        <>
          <InvitationList invitations={invitations} timeZone={timeZone} revoke={actions.revoke} />
          <Dialogs {...props} />
        </>
      )}
    </>
  );
}

function Header({ canManage, hiddenColumns, setHiddenColumns }: Props) {
  const t = useTranslations('members');
  const { open } = usePanel();
  const hide = (shown: string[]) =>
    setHiddenColumns({
      table: 'members',
      hidden: MEMBER_COLUMNS.filter((column) => !shown.includes(column)),
    });
  return (
    <PageHeader
      title={t('title')}
      action={
        canManage && (
          <Button variant="primary" onClick={() => open('invite')}>
            <UserPlus />
            {t('invite')}
          </Button>
        )
      }
      aside={
        <ColumnMenu
          columns={MEMBER_COLUMNS.map((key) => ({ key, label: t(`columns.${key}`), fixed: key === 'name' }))}
          visible={MEMBER_COLUMNS.filter((column) => !hiddenColumns.includes(column))}
          onChange={hide}
        />
      }
    />
  );
}

/** Whichever dialog the address names. */
function Dialogs({ members, selfId, leadTakerId, timeZone, actions }: Props) {
  const { panel, close } = usePanel();
  const member = members.find((one) => String(one.userId) === panel?.id);
  if (!member) {
    return (
      <InviteDialog
        open={panel?.name === 'invite'}
        invite={actions.invite}
        timeZone={timeZone}
        onClose={close}
      />
    );
  }
  const facts = { member, members, selfId, onClose: close };
  switch (panel?.name) {
    case 'role':
      return <RoleDialog {...facts} change={actions.changeRole} />;
    case 'deactivate':
      return <DeactivateDialog {...facts} leadTakerId={leadTakerId} deactivate={actions.deactivate} />;
    case 'hand-over':
      return <HandOverDialog {...facts} handOver={actions.handOver} />;
    default:
      return null;
  }
}

/** Nothing to ask before, and "Desativar" takes it back. */
function useReactivation(action: Action<void>) {
  const t = useTranslations('members');
  const toast = useToast();
  const problems = useProblems();
  return ({ userId, name }: Member) =>
    startTransition(async () => {
      const result = await reach(action, { userId });
      toast(
        result.ok
          ? { title: t('reactivated', { name }) }
          : { title: problems.sentence(result), tone: 'danger' },
      );
    });
}
