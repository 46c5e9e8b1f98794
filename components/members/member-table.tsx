'use client';

import { ArrowRightLeft, Ellipsis, ShieldCheck, UserRoundCheck, UserRoundX } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Member } from '#domain/members/list.ts';
import { formatDate } from '#lib/dates.ts';

export const MEMBER_COLUMNS = ['name', 'email', 'role', 'active', 'since', 'contacts'] as const;

type Ask = (dialog: 'role' | 'deactivate' | 'hand-over', userId: number) => void;

type Props = {
  members: Member[];
  selfId: number;
  canManage: boolean;
  timeZone: string;
  hiddenColumns: string[];
  onAsk: Ask;
  onReactivate: (member: Member) => void;
};

export function MemberTable({ members, canManage, hiddenColumns, ...rest }: Props) {
  const t = useTranslations('members');
  const facts = useFacts(rest);
  const actions: Column<Member> = {
    key: 'actions',
    header: <span className="sr-only">{t('columns.action')}</span>,
    width: '56px',
    card: 'aside',
    cell: (member) => <RowMenu member={member} onAsk={rest.onAsk} onReactivate={rest.onReactivate} />,
  };
  const columns = [
    ...facts.filter((column) => !hiddenColumns.includes(column.key)),
    ...(canManage ? [actions] : []),
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={members}
      rowKey={(member) => member.userId}
      rowProps={(member) => ({ 'data-faded': String(!member.isActive) })}
    />
  );
}

function useFacts({ selfId, timeZone }: Pick<Props, 'selfId' | 'timeZone'>): Column<Member>[] {
  const t = useTranslations('members');
  const format = useFormatter();
  const locale = useLocale();
  return [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: (member) => <NameCell member={member} isSelf={member.userId === selfId} />,
    },
    { key: 'email', header: t('columns.email'), cell: (member) => member.email },
    {
      key: 'role',
      header: t('columns.role'),
      width: '144px',
      card: 'meta',
      cell: (member) => (
        <>
          {t(`roles.${member.role}`)}
          <span className="sm:hidden"> · {member.email}</span>
        </>
      ),
    },
    {
      key: 'active',
      header: t('columns.active'),
      width: '88px',
      cell: (member) => (member.isActive ? t('active') : <Badge tone="warning">{t('inactive')}</Badge>),
    },
    {
      key: 'since',
      header: t('columns.since'),
      width: '144px',
      cell: (member) => formatDate(member.since, locale, timeZone),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '104px',
      isNumber: true,
      card: 'end',
      cell: ({ contactTotal, userId, name }) => (
        <Link
          prefetch={false}
          href={`/contacts?owner=${userId}`}
          className="quiet-link"
          aria-label={t('openContacts', { count: contactTotal, name })}
        >
          {format.number(contactTotal)}
        </Link>
      ),
    },
  ];
}

function NameCell({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const t = useTranslations('members');
  return (
    <span className="cell-line">
      <Avatar name={member.name} />
      <Clipped text={member.name} />
      {isSelf && <Badge>{t('you')}</Badge>}
      {!member.isActive && (
        <span className="sm:hidden">
          <Badge tone="warning">{t('deactivated')}</Badge>
        </span>
      )}
    </span>
  );
}

type RowMenuProps = { member: Member; onAsk: Ask; onReactivate: (member: Member) => void };

function RowMenu({ member, onAsk, onReactivate }: RowMenuProps) {
  const t = useTranslations('members');
  const { userId, name, isActive, contactTotal } = member;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="small" label={t('moreNamed', { name })}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<ShieldCheck />} onSelect={() => onAsk('role', userId)}>
        {t('changeRole')}
      </MenuItem>
      {contactTotal > 0 && (
        <MenuItem icon={<ArrowRightLeft />} onSelect={() => onAsk('hand-over', userId)}>
          {t('handOver')}
        </MenuItem>
      )}
      <MenuSeparator />
      {isActive ? (
        <MenuItem icon={<UserRoundX />} tone="danger" onSelect={() => onAsk('deactivate', userId)}>
          {t('deactivate')}
        </MenuItem>
      ) : (
        <MenuItem icon={<UserRoundCheck />} onSelect={() => onReactivate(member)}>
          {t('reactivate')}
        </MenuItem>
      )}
    </Menu>
  );
}
