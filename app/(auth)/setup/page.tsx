import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { database } from '#app/_server/database.ts';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { SetupForm } from '#components/auth/setup-form.tsx';
import type { Locale } from '#db/values.ts';
import { EXAMPLE_ORIGINS, EXAMPLE_STATUSES } from '#domain/setup/examples.ts';
import { isSetUp, isSetupToken } from '#domain/setup/state.ts';
import { deriveTones } from '#lib/colour.ts';
import { env } from '#lib/env.ts';
import { setUpAction } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('setupTitle') };
}

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: unknown }> }) {
  const [{ token }, t, locale] = await Promise.all([
    searchParams,
    getTranslations('auth'),
    getLocale() as Promise<Locale>,
  ]);
  if (await isSetUp(database())) notFound();
  if (typeof token !== 'string' || !(await isSetupToken(database(), token))) return <Locked />;
  return (
    <AuthCard title={t('setupTitle')} intro={t('setupIntro')} wide>
      <SetupForm
        action={setUpAction}
        token={token}
        statuses={EXAMPLE_STATUSES.map(({ key, names, colour }) => ({
          key,
          name: names[locale],
          tones: deriveTones(colour),
        }))}
        origins={EXAMPLE_ORIGINS.map(({ key, names }) => ({ key, name: names[locale] }))}
      />
    </AuthCard>
  );
}

/** For whoever comes without the link: where to find it. */
async function Locked() {
  const t = await getTranslations('auth');
  return (
    <AuthCard title={t('lockedTitle')} intro={t('lockedBody')}>
      <code className="rounded-lg bg-surface-sunken px-3 py-2 font-mono text-sm break-all">
        {env().APP_URL}/setup?token=…
      </code>
      <p className="text-foreground-muted">{t('lockedRestart')}</p>
    </AuthCard>
  );
}
