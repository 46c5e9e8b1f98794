import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { setPreferencesAction } from '#app/_server/preference-actions.ts';
import { PasswordForm } from '#components/settings/password-form.tsx';
import { ProfileForm } from '#components/settings/profile-form.tsx';
import { SummaryForm } from '#components/settings/summary-form.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { isEmailSetUp } from '#domain/calls/email.ts';
import { getProfile } from '#domain/members/get-profile.ts';
import { summaryWays } from '#domain/summaries/rules.ts';
import { signOutAction } from '../../../(auth)/actions.ts';
import { changePasswordAction, updateProfileAction } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('profile'))('title') };
}

export default async function ProfilePage() {
  const { ctx, person } = await requireSession();
  const [t, profile] = await Promise.all([getTranslations('profile'), getProfile(ctx)]);
  return (
    <>
      <PageHeader title={t('title')} />
      <ClientMessages names={['profile', 'problems', 'errors']}>
        <section className="panel" aria-labelledby="you">
          <h2 id="you" className="panel-title">
            {t('you')}
          </h2>
          <ProfileForm profile={profile} workspaceLocale={ctx.workspace.locale} save={updateProfileAction} />
        </section>
        <section className="panel" aria-labelledby="weekly-summary">
          <h2 id="weekly-summary" className="panel-title">
            {t('summary')}
          </h2>
          <p className="text-foreground-muted">
            {t(person.role === 'sales' ? 'summaryHintOwn' : 'summaryHint')}
          </p>
          <SummaryForm
            ways={summaryWays(person.role, person.preferences.weeklySummary)}
            isEmailSetUp={isEmailSetUp()}
            save={setPreferencesAction}
          />
        </section>
        <section className="panel" aria-labelledby="password">
          <h2 id="password" className="panel-title">
            {t('password')}
          </h2>
          {profile.hasPassword ? (
            <PasswordForm email={profile.email} change={changePasswordAction} />
          ) : (
            <p className="text-foreground-muted">{t('noPassword')}</p>
          )}
        </section>
      </ClientMessages>
      <section className="panel" aria-labelledby="session">
        <h2 id="session" className="panel-title">
          {t('session')}
        </h2>
        <p className="text-foreground-muted">{t('sessionHint')}</p>
        <form action={signOutAction}>
          <div className="panel-end">
            <SubmitButton variant="secondary">{t('signOut')}</SubmitButton>
          </div>
        </form>
      </section>
    </>
  );
}
