'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { END_OF_DAY, stepDays } from '#domain/past/moment-rules.ts';
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
export function PastDesk(props: Props) {
  const { query, span, first, today, children } = props;
  const t = useTranslations('past');
  const number = useFormatter().number;
  const desk = useDesk(props);
  const { days, frames, moment, player, shown } = desk;
  const total = [...shown.values()].reduce((sum, one) => sum + one, 0);
  const text = useMomentText(moment.day, query.at.time, today);
  const halt = () => {
    player.halt();
    moment.leave();
  };
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
          <MomentField query={query} day={moment.day} first={first} today={today} onLeave={halt} />
        </header>
        <PastTimeline
          days={days}
          frames={frames}
          index={moment.index}
          valueText={`${text}: ${t('contacts', { count: total })}`}
          hasFailed={desk.hasFailed}
          onRetry={desk.retry}
          onMove={desk.moveTo}
          onRelease={moment.visit}
        />
        <PastControls
          player={player}
          isReady={frames !== null && days.length > 1}
          query={query}
          span={span}
        />
        <PastBars statuses={desk.seen} totals={shown} highest={desk.highest} />
        <p role="status" className="sr-only">
          {!player.isPlaying && !moment.isAhead && t('announced', { moment: text, total: number(total) })}
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

/** Where the slider stands, what plays it, and the totals to be shown there. */
function useDesk({ query, span, statuses, totals }: Props) {
  const { from, to } = span;
  const { days } = useMemo(() => stepDays({ from, to }), [from, to]);
  const { frames, hasFailed, retry } = useFrames(framesAddress({ ...query, span: span.span }));
  const moment = useMoment(query, days);
  const player = usePlayer({
    index: moment.index,
    count: days.length,
    onStep: moment.look,
    onRest: moment.visit,
  });
  // By its day: around midnight the page and what came after it may be of different todays.
  const step = moment.isAhead ? frames?.totals[frames.days.indexOf(days[moment.index] ?? '')] : undefined;
  const shown = step ? new Map(frames?.statusIds.map((id, at) => [id, step[at] ?? 0])) : new Map(totals);
  return {
    ...{ days, frames, hasFailed, retry, moment, player, shown },
    seen: statuses.filter(
      ({ id, isRetired }) => !isRetired || shown.has(id) || frames?.statusIds.includes(id),
    ),
    highest: Math.max(1, ...(frames?.totals.flat() ?? []), ...shown.values()),
    moveTo: (index: number, isHeld: boolean) => {
      player.halt();
      moment.look(index);
      if (!isHeld) moment.visitSoon(index);
    },
  };
}

/** "Domingo, 1 de novembro de 2026, 12:00"; the end of this day is still to come: now. */
function useMomentText(day: string, time: string, today: string): string {
  const t = useTranslations('past');
  const long = formatLongDay(day, useLocale());
  return `${long}, ${day === today && time === END_OF_DAY ? t('now') : time}`;
}

/** The same for every day of the period, so that stepping from one to another asks for nothing. */
function framesAddress(query: FullQuery): string {
  return pastQueryParams({ ...query, at: { ...query.at, day: '2000-01-01' } }).toString();
}
