import { useTranslations } from 'next-intl';
import type { RehearsalPage } from '#domain/automations/read-rehearsal.ts';
import { REHEARSED_DAYS } from '#domain/automations/rehearsal-types.ts';
import type { RehearsalView } from '#domain/automations/rehearsal-view-rules.ts';
import type { Step } from '#domain/automations/types.ts';
import { formatDate } from '#lib/dates.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { RehearsalDays } from './rehearsal-days.tsx';
import { RehearsalList } from './rehearsal-list.tsx';
import { RehearsalOthers } from './rehearsal-others.tsx';
import { RehearsalSteps } from './rehearsal-steps.tsx';
import { RehearsalTiles } from './rehearsal-tiles.tsx';
import { stepWords } from './step-words.ts';
import { triggerWords } from './trigger-words.ts';
import type { Choices } from './types.ts';
import { useSpeaker } from './use-speaker.tsx';

type Props = {
  found: RehearsalPage;
  view: RehearsalView;
  choices: Choices;
  filterWords: (filter: string) => string;
  reader: Reader;
};

/** What an automation would have done in the last 30 days. Nothing in it moves: the server draws it all. */
export function RehearsalScreen({ found, view, choices, filterWords, reader }: Props) {
  const t = useTranslations('rehearsal');
  const speaker = useSpeaker(choices, filterWords);
  const words = (step: Step) => stepWords(speaker, step);
  const { report, automation } = found.rehearsed;
  return (
    <>
      <Facts found={found} reader={reader} />
      {report.moments === 0 ? (
        <div className="rehearsal-none">
          <p className="state-title">{t('nothing')}</p>
          <p>
            {t.rich('nothingWhy', { trigger: () => triggerWords(speaker, automation.definition.trigger) })}
          </p>
        </div>
      ) : (
        <>
          <RehearsalTiles report={report} view={view} />
          <RehearsalDays days={report.days} view={view} locale={reader.locale} />
          <div className="rehearsal-columns">
            <RehearsalSteps steps={automation.definition.steps} report={report} words={words} />
            <RehearsalOthers rehearsed={found.rehearsed} view={view} />
          </div>
          <RehearsalList found={found} view={view} words={words} reader={reader} />
        </>
      )}
    </>
  );
}

/** Of which time it speaks, what was looked at, and that nothing came of it. */
function Facts({ found: { rehearsed }, reader }: Pick<Props, 'found' | 'reader'>) {
  const t = useTranslations('rehearsal');
  const { from, until, events, gone, isCut } = rehearsed;
  const day = (at: Date) => formatDate(at, reader.locale, reader.timeZone);
  return (
    <div className="rehearsal-facts">
      <p>
        {t('period', { from: day(from), until: day(until), count: events })}{' '}
        {t('made', { when: momentOf(until, reader).relative })}
      </p>
      <p className="field-hint">{t('harmless')}</p>
      {isCut && <p className="notice">{t('cut', { from: day(from), days: REHEARSED_DAYS })}</p>}
      {gone > 0 && <p className="field-hint">{t('gone', { count: gone })}</p>}
    </div>
  );
}
