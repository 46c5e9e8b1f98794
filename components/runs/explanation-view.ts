import type { Texts } from '#components/ui/texts.ts';
import type { Explanation } from '#domain/automations/explain.ts';
import { EVERY_RUN, runsHref } from '#domain/automations/runs-filter.ts';
import { missWords } from './miss-words.ts';
import type { TrailWords } from './trail-words.ts';

/** What an event meant to one automation, in words. */
type ShownExplanation = {
  automationId: number;
  name: string;
  words: string;
  detail: string;
  href: string;
};

/** Puts an explanation into words. Pure: texts are passed in. */
export function explanationView(
  explanation: Explanation,
  t: Texts<'runs'>,
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
