'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useRef } from 'react';
import type { Frames } from '#domain/past/frame-types.ts';
import { Button } from '../ui/button.tsx';
import { drawAreas, TALL, tickPlaces } from './frame-drawing.ts';

type Props = {
  days: string[];
  frames: Frames | null;
  index: number;
  valueText: string;
  hasFailed: boolean;
  onRetry: () => void;
  /** `isHeld`: a finger or button is still down. */
  onMove: (index: number, isHeld: boolean) => void;
  onRelease: (index: number) => void;
};

const TICKS_MAX = 12;

/** The funnel's history as coloured areas, and the slider that leads through it. */
export function PastTimeline(props: Props) {
  const { days, frames, index, valueText, hasFailed, onRetry, onMove, onRelease } = props;
  const t = useTranslations('past');
  const isHeld = useRef(false);
  const last = Math.max(1, days.length - 1);
  const release = (value: string) => {
    if (!isHeld.current) return;
    isHeld.current = false;
    onRelease(Number(value));
  };
  return (
    <div className="past-timeline">
      <div className="past-drawing" aria-hidden>
        {frames && <Areas frames={frames} />}
        <span className="past-line" style={{ left: `${(index / last) * 100}%` }} />
      </div>
      {hasFailed && (
        <p className="past-failed" role="alert">
          {t('failed')}{' '}
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        </p>
      )}
      <input
        type="range"
        className="past-slider"
        aria-label={t('slider')}
        aria-valuetext={valueText}
        min={0}
        max={days.length - 1}
        step={1}
        value={index}
        disabled={days.length < 2}
        onPointerDown={() => {
          isHeld.current = true;
        }}
        onPointerUp={(event) => release(event.currentTarget.value)}
        onPointerCancel={(event) => release(event.currentTarget.value)}
        onChange={(event) => onMove(Number(event.target.value), isHeld.current)}
      />
      <Ticks days={days} />
    </div>
  );
}

function Areas({ frames: { totals, statusIds } }: { frames: Frames }) {
  const areas = useMemo(() => drawAreas(totals), [totals]);
  return (
    <svg aria-hidden viewBox={`0 0 ${Math.max(1, totals.length - 1)} ${TALL}`} preserveAspectRatio="none">
      {areas.map((d, at) => (
        <path key={statusIds[at]} d={d} className={`past-area tone-${statusIds[at]}`} />
      ))}
    </svg>
  );
}

function Ticks({ days }: { days: string[] }) {
  const format = useFormatter();
  const last = Math.max(1, days.length - 1);
  const name = (day: string) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), {
      timeZone: 'UTC',
      ...(day.slice(5, 7) === '01' ? { year: 'numeric' } : { month: 'short' }),
    });
  return (
    <div className="past-ticks" aria-hidden>
      {tickPlaces(days, TICKS_MAX).map((place) => (
        <span key={place} style={{ left: `${(place / last) * 100}%` }}>
          {name(days[place] ?? '')}
        </span>
      ))}
    </div>
  );
}
