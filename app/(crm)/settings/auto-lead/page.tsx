import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { AutoLeadForm } from '#components/auto-lead/auto-lead-form.tsx';
import { QueueSection } from '#components/auto-lead/queue-section.tsx';
import { RuleSection } from '#components/auto-lead/rule-section.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { Forbidden } from '#components/ui/forbidden.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { mayRole } from '#domain/authorize.ts';
import { getAutoLead } from '#domain/auto-lead/get.ts';
import { listNumberChoices } from '#domain/auto-lead/list-numbers.ts';
import { listQueue } from '#domain/auto-lead/list-queue.ts';
import { listRules } from '#domain/auto-lead/rule-list.ts';
import type { Ctx } from '#domain/ctx.ts';
import { listMembers } from '#domain/members/list.ts';
import { listOrigins } from '#domain/origins/list.ts';
import { listStatuses } from '#domain/statuses/list.ts';
import { momentOf } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';
import {
  createRuleAction,
  deleteRuleAction,
  previewReapplyAction,
  reapplyRulesAction,
  reorderRulesAction,
  tryRulesAction,
  turnRuleAction,
  updateAutoLeadAction,
  updateRuleAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('autoLead'))('title') };
}

const actions = {
  create: createRuleAction,
  update: updateRuleAction,
  turn: turnRuleAction,
  reorder: reorderRulesAction,
  remove: deleteRuleAction,
  attempt: tryRulesAction,
  preview: previewReapplyAction,
  reapply: reapplyRulesAction,
};

export default async function AutoLeadPage() {
  const { ctx, person } = await requireSession();
  if (!mayRole(person.role, 'auto_lead.manage')) return <NotYours />;
  const [t, settings, rules, choices] = await Promise.all([
    getTranslations('autoLead'),
    getAutoLead(ctx),
    listRules(ctx),
    readChoices(ctx),
  ]);
  return (
    <>
      <LiveRefresh subjects={['auto_lead', 'rule', 'status', 'origin', 'member', 'number', 'contacts']} />
      <PageHeader title={t('title')} />
      <div className="auto-lead">
        <ClientMessages names={['autoLead', 'hours', 'problems', 'errors']}>
          <AutoLeadForm
            settings={settings}
            choices={choices}
            timeZone={ctx.workspace.timeZone}
            save={updateAutoLeadAction}
          />
          <div className="auto-lead-main">
            <Queue ctx={ctx} isAssigned={settings.assignment !== 'nobody'} />
            <RuleSection
              rules={rules}
              choices={choices}
              defaultOriginId={settings.originId}
              actions={actions}
            />
          </div>
        </ClientMessages>
      </div>
    </>
  );
}

async function readChoices(ctx: Ctx) {
  const [statuses, origins, members, numbers] = await Promise.all([
    listStatuses(ctx),
    listOrigins(ctx),
    listMembers(ctx),
    listNumberChoices(ctx),
  ]);
  return {
    statuses: statuses.filter(({ kind }) => kind === 'open').map(({ id, name }) => ({ id, name })),
    defaultStatus: statuses.find(({ isDefault }) => isDefault)?.name ?? '',
    origins: origins.filter(({ isArchived }) => !isArchived).map(({ id, name }) => ({ id, name })),
    members: members
      .filter(({ isActive }) => isActive)
      .map(({ userId, name, role }) => ({ id: userId, name, isSales: role === 'sales' })),
    numbers: numbers.map(({ id, name, phone }) => ({
      id,
      name: [name, formatPhone(phone, ctx.workspace.country)].filter(Boolean).join(' · '),
    })),
  };
}

async function Queue({ ctx, isAssigned }: { ctx: Ctx; isAssigned: boolean }) {
  const [{ total, oldest }, locale] = await Promise.all([listQueue(ctx), getLocale()]);
  if (!isAssigned && total === 0) return null;
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  const leads = oldest.map(({ since, ...lead }) => ({ ...lead, since: momentOf(since, reader) }));
  return <QueueSection total={total} leads={leads} />;
}

async function NotYours() {
  const [t, settings] = await Promise.all([getTranslations('autoLead'), getTranslations('settings')]);
  return (
    <Forbidden
      title={t('forbiddenTitle')}
      back={{ href: '/settings/profile', words: settings('backToProfile') }}
    >
      {t('forbiddenBody')}
    </Forbidden>
  );
}
