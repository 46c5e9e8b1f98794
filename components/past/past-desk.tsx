'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { stepDays } from '#domain/past/moment-rules.ts';
import { pastQueryParams, type Span } from '#domain/past/query.ts';
import { formatLongDay } from '#lib/dates.ts';
import { MomentField } from './moment-field.tsx';
import { PastBars } from './past-bars.tsx';
import { PastControls } from './past-controls.tsx';
import { PastTimeline } from './past-timeline.tsx';
import type { BarStatus, FullQuery } from './types.ts';
import { useFrames } from './use-frames.ts';
import { useMoment } from './use-moment.ts';
import { usePlayer } from './use-player.ts';

type Props = {
  query: FullQuery;
  /** What the slider covers: days until today at most. */
  span: { span: Span; from: string; to: string };
  first: string;
  today: string;
  /** All there are or were. */
  statuses: BarStatus[];
  /** Of the board below, by status. */
  totals: [statusId: number, total: number][];
  /** The board at the moment. */
  children: ReactNode;
};

/** The way through time above the board: it leads, the board follows once it rests. */
export function PastDesk({ query, span, first, today, statuses, totals, children }: Props) {
  const t = useTranslations('past');
  const number = useFormatter().number;
  const locale = useLocale();
  const { days } = useMemo(() => stepDays(span), [span]);
  const { frames, hasFailed, retry } = useFrames(framesAddress({ ...query, span: span.span }));
  const moment = useMoment(query, days);
  const player = usePlayer({
    index: moment.index,
    count: days.length,
    onStep: moment.look,
    onRest: moment.visit,
  });
  const step = moment.isAhead ? frames?.totals[moment.index] : undefined;
  const shown = step ? new Map(frames?.statusIds.map((id, at) => [id, step[at] ?? 0])) : new Map(totals);
  const total = [...shown.values()].reduce((sum, one) => sum + one, 0);
  const highest = Math.max(1, ...(frames?.totals.flat() ?? []), ...shown.values());
  const text = `${formatLongDay(moment.day, locale)}, ${moment.day === today && query.at.time > '23:58' ? t('now') : query.at.time}`;
  const isResting = !player.isPlaying && !moment.isAhead;
  return (
    <>
      <section className="past-desk" aria-label={t('timeline')}>
        <header className="past-head">
          <div className="min-w-0">
            <p className="past-day">{text}</p>
            <p className="past-note">
              <strong>{t('contacts', { count: total })}</strong> · {t('readOnly')}
            </p>
          </div>
          <MomentField
            query={query}
            day={moment.day}
            first={first}
            today={today}
            onLeave={() => {
              player.halt();
              moment.leave();
            }}
          />
        </header>
        <PastTimeline
          days={days}
          frames={frames}
          index={moment.index}
          valueText={`${text}: ${t('contacts', { count: total })}`}
          hasFailed={hasFailed}
          onRetry={retry}
          onMove={(index, isHeld) => {
            player.halt();
            moment.look(index);
            if (!isHeld) moment.visitSoon(index);
          }}
          onRelease={moment.visit}
        />
        <PastControls
          player={player}
          isReady={frames !== null && days.length > 1}
          query={query}
          span={span}
        />
        <PastBars
          statuses={statuses.filter(
            ({ id, isRetired }) => !isRetired || shown.has(id) || frames?.statusIds.includes(id),
          )}
          totals={shown}
          highest={highest}
        />
        <p role="status" className="sr-only">
          {isResting ? t('announced', { moment: text, total: number(total) }) : ''}
        </p>
      </section>
      <div
        className="past-below"
        data-stale={moment.isAhead || moment.isPending || undefined}
        aria-busy={moment.isAhead || moment.isPending}
      >
        {children}
      </div>
    </>
  );
}

/** The same for every day of the period, so that stepping from one to another asks for nothing. */
function framesAddress(query: FullQuery): string {
  return pastQueryParams({ ...query, at: { ...query.at, day: '2000-01-01' } }).toString();
}
