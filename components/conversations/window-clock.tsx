import { Timer, TimerOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { windowLeft } from '#domain/conversations/window-rules.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** From here on it is urgent. */
const SOON = 4 * HOUR;

/** How long one may still write in one's own words, to the minute. */
export function WindowClock({ lastInboundAt, now }: { lastInboundAt: number | null; now: number }) {
  const t = useTranslations('conversation');
  const left = windowLeft(lastInboundAt, now);
  if (left === 0) {
    return (
      <span className="window-clock">
        <TimerOff />
        {t('clockClosed')}
      </span>
    );
  }
  const hours = Math.floor(left / HOUR);
  const minutes = Math.max(hours === 0 ? 1 : 0, Math.floor((left % HOUR) / MINUTE));
  return (
    <span className={left < SOON ? 'window-clock window-soon' : 'window-clock'} data-tip={t('clockWhy')}>
      <Timer />
      {t('clock', { hours, minutes })}
    </span>
  );
}
