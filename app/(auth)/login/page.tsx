import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentSession } from '#app/_server/auth.ts';
import { database } from '#app/_server/database.ts';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { DemoPeople } from '#components/auth/demo-people.tsx';
import { OidcButton } from '#components/auth/oidc-button.tsx';
import { SignInForm } from '#components/auth/sign-in-form.tsx';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '#domain/setup/demo-people.ts';
import { isSetUp } from '#domain/setup/state.ts';
import { env } from '#lib/env.ts';
import { localPath } from '#lib/local-path.ts';
import { signInAction } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signInTitle') };
}

type Query = { callbackUrl?: string | string[]; error?: string | string[] };

export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callbackUrl: wanted, error } = await searchParams;
  const { APP_URL, DEMO, OIDC_NAME } = env();
  const callbackUrl = localPath(wanted, APP_URL);
  if (await currentSession()) redirect(callbackUrl);
  if (!(await isSetUp(database()))) redirect('/setup');
  const t = await getTranslations('auth');
  return (
    <AuthCard title={t('signInTitle')}>
      <SignInForm
        action={signInAction}
        callbackUrl={callbackUrl}
        notice={error === undefined ? undefined : explain(t, String(error))}
      />
      {OIDC_NAME && (
        <>
          <p className="auth-or">{t('or')}</p>
          <OidcButton providerName={OIDC_NAME} callbackUrl={callbackUrl} />
        </>
      )}
      <p className="text-sm text-foreground-muted">{t('forgotten')}</p>
      {DEMO && (
        <DemoPeople
          action={signInAction}
          people={DEMO_PEOPLE}
          password={DEMO_PASSWORD}
          callbackUrl={callbackUrl}
        />
      )}
    </AuthCard>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'auth'>>>;

/** The codes that next-auth puts into the address of this page, in the reader's words. */
function explain(t: Words, code: string): string {
  const { OIDC_NAME } = env();
  if (code === 'CredentialsSignin') return t('refused');
  if (code === 'limited') return t('limitedSome');
  if (code === 'AccessDenied') return t('accessDenied');
  return OIDC_NAME ? t('providerFailed', { name: OIDC_NAME }) : t('providerFailedUnnamed');
}
