import type { useTranslations } from 'next-intl';
import type { Explanation } from '#domain/automations/explain.ts';
import { runsHref } from '#domain/automations/runs-filter.ts';
import { missWords } from './miss-words.ts';
import type { TrailWords } from './trail-words.ts';

/** The texts of the namespace `runs`. */
type RunTexts = ReturnType<typeof useTranslations<'runs'>>;

/** What an event meant to one automation, in words. */
type ShownExplanation = {
  automationId: number;
  name: string;
  words: string;
  detail: string;
  href: string;
};

const EVERY_RUN = { list: 'runs', state: null, contactId: null, from: null, to: null } as const;

/** Puts an explanation into words. Pure: texts are passed in. */
export function explanationView(
  explanation: Explanation,
  t: RunTexts,
  words: Omit<TrailWords, 'named'>,
): ShownExplanation {
  const { automationId, name, is } = explanation;
  const shown = { automationId, name, detail: '', href: `/automations/${automationId}` };
  switch (is) {
    case 'ran':
      return {
        ...shown,
        words: t('explained.ran', { state: t(`states.${explanation.state}`) }),
        href: runsHref(automationId, EVERY_RUN, { run: explanation.runId }),
      };
    case 'missed':
      return { ...shown, words: t(`missed.${explanation.reason}`), detail: missWords(explanation, t, words) };
    case 'unfit':
      return { ...shown, words: t(`unfit.${explanation.part}`) };
    case 'waiting':
    case 'quiet':
    case 'forgotten':
      return { ...shown, words: t(`explained.${is}`) };
  }
}
