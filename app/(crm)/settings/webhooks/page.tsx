import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { SecretPanel } from '#components/calls/secret-panel.tsx';
import { AdminsOnly } from '#components/settings/admins-only.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { mayRole } from '#domain/authorize.ts';
import { isEmailSetUp } from '#domain/calls/email.ts';
import { showWebhookSecret } from '#domain/calls/secret.ts';
import { formatDateTime } from '#lib/dates.ts';
import { rotateWebhookSecretAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calls'))('title') };
}

export default async function WebhooksPage() {
  const { ctx, person } = await requireSession();
  if (!mayRole(person.role, 'workspace.manage')) return <AdminsOnly />;
  const [t, locale, { secret, earlierUntil, version }] = await Promise.all([
    getTranslations('calls'),
    getLocale(),
    showWebhookSecret(ctx),
  ]);
  return (
    <>
      <PageHeader title={t('title')} />
      <ClientMessages names={['calls', 'problems', 'errors']}>
        <SecretPanel
          secret={secret}
          earlierUntil={earlierUntil && formatDateTime(earlierUntil, locale, ctx.workspace.timeZone)}
          version={version}
          rotate={rotateWebhookSecretAction}
        />
      </ClientMessages>
      <section className="panel" aria-labelledby="email-title">
        <h2 id="email-title" className="panel-title">
          {t('email')}
        </h2>
        <p>{t(isEmailSetUp() ? 'emailOn' : 'emailOff')}</p>
      </section>
    </>
  );
}
