import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { EditorScreen } from '#components/automations/editor-screen.tsx';
import { ForbiddenAutomations } from '#components/automations/forbidden-automations.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { FilterTools } from '#components/segments/filter-tools.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import { getAutomation, listVersions } from '#domain/automations/get.ts';
import { readOffered } from '#domain/automations/offered.ts';
import { readSample } from '#domain/automations/preview-text.ts';
import { readWorkingHours } from '#domain/automations/working-hours.ts';
import { isEmailSetUp } from '#domain/calls/email.ts';
import { namesOf } from '#domain/contacts/option-names.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { deriveTones } from '#lib/colour.ts';
import { momentOf } from '#lib/moment.ts';
import { switchOffAction, switchOnAction, updateAutomationAction } from '../actions.ts';

type Props = { params: Promise<{ id: string }> };

const actions = {
  update: updateAutomationAction,
  switchOn: switchOnAction,
  switchOff: switchOffAction,
};

/** Once a request, for title and page. */
const find = cache(async (ctx: Ctx, id: string) => {
  try {
    return await getAutomation(ctx, { id });
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'forbidden') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ ctx, person }, { id }, t] = await Promise.all([
    requireSession(),
    params,
    getTranslations('automations'),
  ]);
  return { title: mayRole(person.role, 'automation.read') ? (await find(ctx, id)).name : t('title') };
}

export default async function AutomationPage({ params }: Props) {
  const [{ ctx, person }, { id }, locale] = await Promise.all([requireSession(), params, getLocale()]);
  if (!mayRole(person.role, 'automation.read')) return <ForbiddenAutomations />;
  const automation = await find(ctx, id);
  const [choices, sample, versions, hours, t, rehearsal, runs] = await Promise.all([
    readOffered(ctx),
    readSample(ctx, {}),
    listVersions(ctx, automation),
    readWorkingHours(ctx),
    getTranslations('automations'),
    getTranslations('rehearsal'),
    getTranslations('runs'),
  ]);
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <LiveRefresh
        subjects={['automation', 'status', 'origin', 'group', 'field', 'segment', 'member']}
        counted={['run']}
      />
      <ToneStyles tones={choices.statuses.map(({ id: key, colour }) => ({ key, ...deriveTones(colour) }))} />
      <ClientMessages names={['automations', 'filters', 'hours', 'problems', 'errors']}>
        <FilterTools names={namesOf(choices)} title={t('filterTitle')}>
          <EditorScreen
            key={automation.id}
            automation={automation}
            choices={choices}
            sample={sample}
            hasHours={hours !== null}
            hasEmail={isEmailSetUp()}
            versions={versions.map(({ createdAt, ...version }) => ({
              ...version,
              created: momentOf(createdAt, reader),
            }))}
            actions={actions}
            links={
              <nav className="flow-links">
                <ButtonLink href={`/automations/${automation.id}/runs`} prefetch={false}>
                  {runs('title')}
                </ButtonLink>
                <ButtonLink href={`/automations/${automation.id}/rehearsal`} prefetch={false}>
                  {rehearsal('open')}
                </ButtonLink>
              </nav>
            }
          />
        </FilterTools>
      </ClientMessages>
    </div>
  );
}
