import { BadgePercent } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { freeLeft } from '#domain/conversations/free-entry-rules.ts';
import type { ShownChannel } from './types.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** That nothing which is sent costs anything, and for how long; or that an answer now would make it so. */
export function FreeEntry({ entry, now }: { entry: ShownChannel['freeEntry']; now: number }) {
  const t = useTranslations('conversation');
  const left = entry ? freeLeft(entry.until, now) : 0;
  if (!entry || left === 0) return null;
  const hours = Math.floor(left / HOUR);
  const minutes = Math.max(hours === 0 ? 1 : 0, Math.floor((left % HOUR) / MINUTE));
  return (
    <span className="window-clock" data-tip={t(`freeEntryWhy.${entry.kind}`)}>
      <BadgePercent />
      {t(`freeEntry.${entry.kind}`, { hours, minutes })}
    </span>
  );
}
