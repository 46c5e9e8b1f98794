import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { AdminsOnly } from '#components/settings/admins-only.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { NumberScreen } from '#components/whatsapp/number-screen.tsx';
import { Receiving } from '#components/whatsapp/receiving.tsx';
import { SettingsForm } from '#components/whatsapp/settings-form.tsx';
import { TemplateSection } from '#components/whatsapp/template-section.tsx';
import type { ShownNumber } from '#components/whatsapp/types.ts';
import { mayRole } from '#domain/authorize.ts';
import { topicOf } from '#domain/whatsapp/error-codes.ts';
import { listNumbers, type WhatsappNumber } from '#domain/whatsapp/list-numbers.ts';
import { listTemplates } from '#domain/whatsapp/list-templates.ts';
import { callbackProblem, healthOf, qualityOf } from '#domain/whatsapp/number-rules.ts';
import { OPT_OUT_WORDS, readWhatsappSettings } from '#domain/whatsapp/settings.ts';
import { env } from '#lib/env.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';
import {
  connectNumberAction,
  disconnectNumberAction,
  resumeNumberAction,
  syncTemplatesAction,
  testConnectionAction,
  updateNumberAction,
  updateWhatsappSettingsAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('whatsapp'))('title') };
}

const actions = {
  connect: connectNumberAction,
  update: updateNumberAction,
  disconnect: disconnectNumberAction,
  test: testConnectionAction,
  resume: resumeNumberAction,
};

export default async function WhatsappPage() {
  const { ctx, person } = await requireSession();
  if (!mayRole(person.role, 'whatsapp.manage')) return <AdminsOnly />;
  const [numbers, templates, settings, locale, t] = await Promise.all([
    listNumbers(ctx),
    listTemplates(ctx),
    readWhatsappSettings(ctx),
    getLocale(),
    getTranslations('whatsapp'),
  ]);
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  const byAccount = new Map(numbers.map(({ accountId, id }) => [accountId, id]));
  return (
    <>
      <LiveRefresh subjects={['number', 'workspace']} />
      <ClientMessages names={['whatsapp', 'problems', 'errors']}>
        <NumberScreen
          numbers={numbers.map((number) => show(number, reader, ctx.workspace.country))}
          actions={actions}
        />
        <Receiving {...receiving()} isReceiving={numbers.some(({ lastWebhookAt }) => lastWebhookAt)} />
        <TemplateSection
          templates={templates}
          numberIds={[...byAccount.values()]}
          sync={syncTemplatesAction}
        />
        <section className="panel number-panel" aria-labelledby="settings">
          <h2 className="panel-title" id="settings">
            {t('settings')}
          </h2>
          <SettingsForm
            key={settings.version}
            settings={settings}
            defaults={OPT_OUT_WORDS}
            save={updateWhatsappSettingsAction}
          />
        </section>
      </ClientMessages>
    </>
  );
}

function receiving() {
  const { APP_URL, META_VERIFY_TOKEN, META_APP_SECRET, META_GRAPH_URL } = env();
  return {
    callbackUrl: `${APP_URL}/api/webhooks/whatsapp`,
    verifyToken: META_VERIFY_TOKEN ?? null,
    problem: callbackProblem(APP_URL),
    hasAppSecret: Boolean(META_APP_SECRET),
    standIn: new URL(META_GRAPH_URL).hostname === 'graph.facebook.com' ? null : META_GRAPH_URL,
  };
}

function show(number: WhatsappNumber, reader: Reader, country: string): ShownNumber {
  const moment = (at: Date | null) => at && momentOf(at, reader);
  const { id, version, name, phoneNumberId, accountId, displayPhone, verifiedName, templateTotal } = number;
  const { subscribeError } = number;
  return {
    id,
    version,
    name,
    phoneNumberId,
    accountId,
    displayPhone,
    verifiedName,
    templateTotal,
    subscribeError,
    health: healthOf(number),
    quality: qualityOf(number.quality),
    phone: formatPhone(displayPhone, country),
    lastWebhook: moment(number.lastWebhookAt),
    subscribed: moment(number.subscribedAt),
    tested: moment(number.testedAt),
    templatesSynced: moment(number.templatesSyncedAt),
    stoppedSince: moment(number.stoppedAt),
    error: number.lastError && {
      ...number.lastError,
      topic: topicOf(number.lastError.code),
      at: moment(number.lastErrorAt),
    },
  };
}
