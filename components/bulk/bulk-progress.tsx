import { useFormatter } from 'next-intl';
import { PacedProgress } from '#components/ui/paced-progress.tsx';
import type { BulkView } from '#domain/bulk/view.ts';
import { pace } from '#lib/pace.ts';
import { useBulkWords } from './use-words.ts';

/** How far an act is, how fast, and how long it will take. `now`: milliseconds, of the clock that told `startedAt`. */
export function BulkProgress({ bulk, now }: { bulk: BulkView; now: number }) {
  const format = useFormatter();
  const words = useBulkWords();
  const total = bulk.state === 'undoing' ? (bulk.counts.changed ?? bulk.total) : bulk.total;
  const startedAt = bulk.startedAt === null ? null : new Date(bulk.startedAt);
  return (
    <PacedProgress
      label={words.what(bulk)}
      done={bulk.done}
      total={total}
      {...pace({ done: bulk.done, total, startedAt }, new Date(now))}
      words={(amount) => format.number(amount)}
      className="bulk-figures"
    />
  );
}
