import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentSession } from '#app/_server/auth.ts';
import { database } from '#app/_server/database.ts';
import { AcceptForm } from '#components/auth/accept-form.tsx';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { OidcButton } from '#components/auth/oidc-button.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { findInvitation, type OpenInvitation } from '#domain/members/find-invitation.ts';
import { env } from '#lib/env.ts';
import { acceptInvitationAction } from '../../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('join') };
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, session, t, members] = await Promise.all([
    findInvitation(database(), token),
    currentSession(),
    getTranslations('auth'),
    getTranslations('members'),
  ]);
  if (!invitation) return <Gone />;
  const { email, workspace, role, invitedBy } = invitation;
  const who = whoIs(invitation, session?.person.userId);
  return (
    <AuthCard
      title={t('inviteTitle', { workspace: workspace.name })}
      intro={t('inviteWho', { person: invitedBy, email, role: members(`roles.${role}`) })}
    >
      {session && who !== 'self' && (
        <p className="notice notice-warning">{t('inviteOther', { email: session.person.email })}</p>
      )}
      {who === 'provider' ? (
        <ProviderOnly token={token} />
      ) : (
        <>
          <p>{t({ new: 'inviteNew', password: 'inviteKnown', self: 'inviteSelf' }[who])}</p>
          <AcceptForm action={acceptInvitationAction} token={token} email={email} who={who} />
        </>
      )}
    </AuthCard>
  );
}

/** How the person behind the link proves that the invitation is theirs. */
function whoIs({ account }: OpenInvitation, signedInUserId: number | undefined) {
  if (!account) return 'new';
  if (account.id === signedInUserId) return 'self';
  return account.passwordHash ? 'password' : 'provider';
}

async function ProviderOnly({ token }: { token: string }) {
  const t = await getTranslations('auth');
  const { OIDC_NAME } = env();
  if (!OIDC_NAME) return <p>{t('inviteProviderOnlyUnnamed')}</p>;
  return (
    <>
      <p>{t('inviteProviderOnly', { name: OIDC_NAME })}</p>
      <OidcButton providerName={OIDC_NAME} callbackUrl={`/invite/${encodeURIComponent(token)}`} />
    </>
  );
}

async function Gone() {
  const t = await getTranslations('auth');
  return (
    <AuthCard title={t('goneTitle')} intro={t('goneBody')}>
      <ButtonLink href="/login" className="w-full">
        {t('goToSignIn')}
      </ButtonLink>
    </AuthCard>
  );
}
