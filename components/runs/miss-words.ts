import type { Texts } from '#components/ui/texts.ts';
import type { MissEntry } from '#domain/automations/list-misses.ts';
import { formatDateTime } from '#lib/dates.ts';

type Words = { filter: (spelt: string) => string; locale: string; timeZone: string };

/** What stood in the way of a run: the conditions that failed, or when the last run was. Pure: texts are passed in. */
export function missWords(
  { reason, detail }: Pick<MissEntry, 'reason' | 'detail'>,
  t: Texts<'runs'>,
  words: Words,
): string {
  const { filter, locale, timeZone } = words;
  const facts = typeof detail === 'object' && detail !== null ? { ...detail } : {};
  const moment = (value: unknown) => {
    const at = new Date(typeof value === 'string' ? value : Number.NaN);
    return Number.isNaN(at.getTime()) ? '' : formatDateTime(at, locale, timeZone);
  };
  if (reason === 'condition' && 'failed' in facts && Array.isArray(facts.failed))
    return t('failedConditions', { conditions: failedFilter(facts).map(filter).join(' · ') });
  if (reason === 'repeat' && 'lastAt' in facts) return t('lastRun', { at: moment(facts.lastAt) });
  if (reason === 'hours' && 'at' in facts) return moment(facts.at);
  return '';
}

/** The conditions that a miss names, as filters spell them. */
export function failedFilter(detail: unknown): string[] {
  const failed = typeof detail === 'object' && detail !== null && 'failed' in detail ? detail.failed : [];
  return Array.isArray(failed) ? failed.filter((one) => typeof one === 'string') : [];
}
