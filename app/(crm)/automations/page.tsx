import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { AutomationScreen } from '#components/automations/automation-screen.tsx';
import { ForbiddenAutomations } from '#components/automations/forbidden-automations.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listAutomations } from '#domain/automations/list.ts';
import { readOffered } from '#domain/automations/offered.ts';
import { momentOf } from '#lib/moment.ts';
import { foldForSearch } from '#lib/text.ts';
import {
  createAutomationAction,
  deleteAutomationAction,
  duplicateAutomationAction,
  switchOffAction,
  switchOnAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('automations'))('title') };
}

const actions = {
  create: createAutomationAction,
  duplicate: duplicateAutomationAction,
  remove: deleteAutomationAction,
  switchOn: switchOnAction,
  switchOff: switchOffAction,
};

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function AutomationsPage({ searchParams }: Props) {
  const [{ ctx, person }, { q }, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  if (!mayRole(person.role, 'automation.read')) return <ForbiddenAutomations />;
  const query = String(q ?? '')
    .slice(0, 100)
    .trim();
  const choices = await readOffered(ctx);
  const listed = await listAutomations(ctx, choices);
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  const all = listed.map(({ lastRunAt, ...row }) => ({
    ...row,
    lastRun: lastRunAt && momentOf(lastRunAt, reader),
  }));
  const sought = foldForSearch(query);
  return (
    <div className="page">
      <LiveRefresh subjects={['automation']} counted={['run']} />
      <ClientMessages names={['automations', 'problems', 'errors']}>
        <AutomationScreen
          all={all}
          found={all.filter(({ name }) => foldForSearch(name).includes(sought))}
          query={query}
          choices={choices}
          pieces={choices}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}
