import { useTranslations } from 'next-intl';
import { Progress } from '#components/ui/progress.tsx';
import type { BulkView } from '#domain/bulk/view.ts';
import { useBulkWords } from './use-words.ts';

/** How far an act is, how fast, and how long it will take. `now`: milliseconds, of the clock that told `startedAt`. */
export function BulkProgress({ bulk, now }: { bulk: BulkView; now: number }) {
  const t = useTranslations('bulk');
  const words = useBulkWords();
  const total = bulk.state === 'undoing' ? (bulk.counts.changed ?? bulk.total) : bulk.total;
  const seconds = bulk.startedAt ? (now - new Date(bulk.startedAt).getTime()) / 1_000 : 0;
  const rate = seconds >= 1 ? bulk.done / seconds : 0;
  const parts = [t('progress', { done: bulk.done, total })];
  if (rate > 0) {
    parts.push(t('rate', { rate: Math.round(rate) }));
    parts.push(t('left', { seconds: Math.max(1, Math.ceil((total - bulk.done) / rate)) }));
  }
  return (
    <>
      <Progress label={words.what(bulk)} done={bulk.done} total={total} valueText={parts[0]} />
      <p className="bulk-figures">{parts.join(' · ')}</p>
    </>
  );
}
