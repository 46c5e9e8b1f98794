import { Target as TargetIcon } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { ReportTabs } from '#components/reports/report-tabs.tsx';
import { NewTarget, TargetMenu, TargetPanels } from '#components/reports/target-panels.tsx';
import { TargetReport } from '#components/reports/target-report.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listContactChoices } from '#domain/contacts/list-choices.ts';
import { seesOwnTargetsOnly } from '#domain/targets/list.ts';
import { readTargets } from '#domain/targets/read.ts';
import { deriveTones } from '#lib/colour.ts';
import {
  createTargetAction,
  deleteTargetAction,
  restoreTargetAction,
  updateTargetAction,
} from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('targets'))('title') };
}

const actions = {
  create: createTargetAction,
  update: updateTargetAction,
  remove: deleteTargetAction,
  restore: restoreTargetAction,
};

export default async function TargetsPage() {
  const { ctx, person } = await requireSession();
  const [t, targets, choices] = await Promise.all([
    getTranslations('targets'),
    readTargets(ctx),
    listContactChoices(ctx),
  ]);
  const mayWrite = mayRole(person.role, 'target.write');
  const only = seesOwnTargetsOnly(ctx) ? t('onlyYours') : null;
  const tones = targets.flatMap(({ thing: { id, colour } }) => (colour ? [{ key: id, colour }] : []));
  return (
    <ClientMessages names={['reports', 'savedReports', 'targets', 'problems', 'errors']}>
      <ToneStyles tones={tones.map(({ key, colour }) => ({ key, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['target', 'status', 'origin', 'member']} counted={['contacts']} />
      <PageHeader title={(await getTranslations('reports'))('title')} action={mayWrite && <NewTarget />} />
      <ReportTabs current="targets" />
      <div className="report">
        {only && <p className="notice">{only}</p>}
        {targets.length === 0 ? (
          <Empty icon={<TargetIcon />} title={t('empty')} action={mayWrite && <NewTarget />}>
            {t(mayWrite ? 'emptyWhy' : 'emptyForReaders')}
          </Empty>
        ) : (
          <TargetReport
            targets={targets}
            menuOf={(target) => mayWrite && <TargetMenu target={target} actions={actions} />}
          />
        )}
      </div>
      {mayWrite && (
        <TargetPanels
          targets={targets}
          choices={{
            statuses: choices.statuses.map(({ id, name }) => ({ id, name })),
            origins: choices.origins
              .filter(({ isArchived }) => !isArchived)
              .map(({ id, name }) => ({ id, name })),
            members: choices.members.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })),
          }}
          actions={actions}
        />
      )}
    </ClientMessages>
  );
}
