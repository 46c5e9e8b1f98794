'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Invitation } from '#domain/members/list-invitations.ts';
import type { Action } from '#domain/result.ts';
import { formatDate } from '#lib/dates.ts';

type Props = { invitations: Invitation[]; timeZone: string; revoke: Action<void> };

/** Invitations that nobody has used yet. */
export function InvitationList({ invitations, timeZone, revoke }: Props) {
  const t = useTranslations('members');
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="flex flex-col gap-2 pt-2">
      <h2 id="invitations" className="text-lg font-semibold">
        {t('invitations')}
      </h2>
      <ul className="flex flex-col">
        {invitations.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} timeZone={timeZone} revoke={revoke} />
        ))}
      </ul>
    </section>
  );
}

function Row({ invitation, timeZone, revoke }: { invitation: Invitation } & Omit<Props, 'invitations'>) {
  const t = useTranslations('members');
  const locale = useLocale();
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(revoke);
  const { id, email, role, invitedBy, isExpired } = invitation;
  const date = formatDate(invitation.expiresAt, locale, timeZone);

  async function cancel() {
    const result = await run({ id });
    toast(
      result.ok ? { title: t('revoked', { email }) } : { title: problems.sentence(result), tone: 'danger' },
    );
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="truncate font-medium">{email}</p>
        <p className="text-sm text-foreground-muted">
          {t(`roles.${role}`)} · {t('invitedBy', { name: invitedBy })} ·{' '}
          {isExpired ? <Badge tone="warning">{t('expired', { date })}</Badge> : t('validUntil', { date })}
        </p>
      </div>
      <Button size="small" pending={pending} onClick={cancel} aria-label={t('revokeNamed', { email })}>
        {t('revoke')}
      </Button>
    </li>
  );
}
