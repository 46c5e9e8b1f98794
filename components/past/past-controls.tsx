'use client';

import { Pause, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { type ChangeEvent, useTransition } from 'react';
import { parsePastQuery, pastHref, pastQueryParams, SPANS, type Span } from '#domain/past/query.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import type { FullQuery } from './types.ts';
import { SPEEDS, type usePlayer } from './use-player.ts';

type Props = {
  player: ReturnType<typeof usePlayer>;
  isReady: boolean;
  query: FullQuery;
  span: { span: Span; from: string; to: string };
};

/** Play, how fast, and which period. */
export function PastControls({ player, isReady, query, span }: Props) {
  const t = useTranslations('past');
  const number = useFormatter().number;
  return (
    <div className="past-controls">
      <span className="past-player">
        <Button variant="primary" disabled={!isReady} onClick={player.isPlaying ? player.pause : player.play}>
          {player.isPlaying ? <Pause /> : <Play />}
          {t(player.isPlaying ? 'pause' : 'play')}
        </Button>
        <Select
          aria-label={t('speed')}
          value={player.speed}
          onChange={(event) => player.setSpeed(Number(event.target.value))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {number(speed)}×
            </option>
          ))}
        </Select>
      </span>
      <Period query={query} span={span} onChange={player.halt} />
    </div>
  );
}

/** Fields of the page's form, which stands elsewhere; with JavaScript each choice is followed at once. */
function Period({ query, span, onChange }: Pick<Props, 'query' | 'span'> & { onChange: () => void }) {
  const t = useTranslations('past');
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const chosen = typeof span.span === 'string' ? span.span : 'free';
  function follow(change: Record<string, string>) {
    const days = { from: span.from, to: span.to };
    const params = { ...Object.fromEntries(pastQueryParams(query)), ...days, period: 'free', ...change };
    const next = parsePastQuery(params);
    if (next.span === null) return;
    onChange();
    startTransition(() => router.replace(pastHref(next), { scroll: false }));
  }
  const day = (name: 'from' | 'to') => (
    <Input
      key={span[name]}
      type="date"
      className="past-date"
      form="past-form"
      name={name}
      aria-label={t(`period_${name}`)}
      data-tip={t(`period_${name}`)}
      defaultValue={span[name]}
      min="1900-01-01"
      max="2199-12-31"
      onBlur={({ target }) => target.value !== span[name] && follow({ [name]: target.value })}
    />
  );
  return (
    <span className="past-period" aria-busy={isPending}>
      <Select
        key={chosen}
        form="past-form"
        name="period"
        aria-label={t('period')}
        defaultValue={chosen}
        onChange={({ target }: ChangeEvent<HTMLSelectElement>) => follow({ period: target.value })}
      >
        {SPANS.map((one) => (
          <option key={one} value={one}>
            {t(`periods.${one}`)}
          </option>
        ))}
        <option value="free">{t('periods.free')}</option>
      </Select>
      <span className="past-days" data-idle={chosen === 'free' ? undefined : true}>
        {day('from')}
        <span aria-hidden>–</span>
        {day('to')}
      </span>
    </span>
  );
}
