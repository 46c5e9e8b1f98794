'use client';

import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { PlanChoices } from '#domain/imports/list-plan-choices.ts';
import type { Forecast, OutcomeCounts } from '#domain/imports/types.ts';
import { DiscardButton } from './discard-button.tsx';
import { ForeseenAutomations } from './foreseen-automations.tsx';
import { OutcomeTiles } from './outcome-tiles.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ProblemList } from './problem-list.tsx';
import type { ImportActions } from './types.ts';

type SameFileView = { id: number; when: string; by: string; counts: OutcomeCounts | null };

type Props = {
  id: number;
  forecast: Forecast;
  headers: string[];
  choices: PlanChoices;
  sameFile: SameFileView[];
  runsAutomations: boolean;
  actions: ImportActions;
};

/** Step four: what will happen, before anything does. */
export function CheckView(props: Props) {
  const { id, forecast, headers, choices, sameFile, runsAutomations, actions } = props;
  const t = useTranslations('imports');
  const writing = forecast.counts.created + forecast.counts.updated;
  return (
    <>
      {sameFile.map((one) => (
        <p key={one.id} className="notice notice-warning">
          <TriangleAlert />
          <span>
            {t.rich('sameFile', {
              when: one.when,
              by: one.by,
              link: (text) => (
                <Link className="link" href={`/imports/${one.id}`} prefetch={false}>
                  {text}
                </Link>
              ),
            })}
          </span>
        </p>
      ))}
      <OutcomeTiles counts={forecast.counts} tense="forecast" />
      {runsAutomations && <ForeseenAutomations foreseen={forecast.foreseen ?? null} writing={writing} />}
      <div className="import-actions">
        <StartButton id={id} writing={writing} start={actions.start} />
        <ButtonLink href={`/imports/${id}?step=map`}>{t('changeMapping')}</ButtonLink>
        <DiscardButton id={id} discard={actions.discard} />
      </div>
      <ProblemList problems={forecast.problems} headers={headers} />
      <PreviewTable rows={forecast.preview} choices={choices} headers={headers} />
    </>
  );
}

type StartProps = { id: number; writing: number; start: ImportActions['start'] };

function StartButton({ id, writing, start }: StartProps) {
  const t = useTranslations('imports');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(start);
  return (
    <Button
      variant="primary"
      pending={pending}
      onClick={async () => {
        const result = await run({ id });
        // A second press, or another window: it runs already, as the page shows.
        if (!result.ok && result.code !== 'in_use')
          toast({ title: problems.sentence(result), tone: 'danger' });
      }}
    >
      {t('start', { count: writing })}
    </Button>
  );
}
