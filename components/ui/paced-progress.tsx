import { useFormatter, useTranslations } from 'next-intl';
import { Progress } from './progress.tsx';

type Props = {
  /** What goes on, for screen readers. */
  label: string;
  done: number;
  /** 0 while nobody knows. */
  total: number;
  /** Units a second. */
  rate: number | null;
  secondsLeft: number | null;
  /** An amount in words: "12.345 linhas". */
  words: (amount: number) => string;
  /** What stands there before anything can be told. */
  soon?: string;
  /** Of the line of figures, where it is to be small. */
  className?: string;
};

/** How far something long is, how fast it goes, how long it will still take. */
export function PacedProgress(props: Props) {
  const { label, done, total, rate, secondsLeft, words, soon, className } = props;
  const t = useTranslations('ui');
  const duration = useDurations();
  const far = total > 0 ? t('far', { done: words(done), total: words(total) }) : null;
  const facts = [
    far,
    rate !== null && t('rate', { rate: words(Math.round(rate)) }),
    secondsLeft !== null && t('left', { time: duration(secondsLeft) }),
  ].filter(Boolean);
  return (
    <>
      <Progress label={label} done={done} total={total} valueText={far ?? undefined} />
      <p className={className ?? 'text-foreground-muted tabular-nums'}>
        {facts.length > 0 ? facts.join(' · ') : soon}
      </p>
    </>
  );
}

/** "8 s" or "3 min": nobody plans by seconds beyond a minute. */
function useDurations() {
  const format = useFormatter();
  return (seconds: number): string => {
    const unit = seconds < 60 ? 'second' : 'minute';
    const amount = unit === 'second' ? Math.max(1, seconds) : seconds / 60;
    return format.number(Math.ceil(amount), { style: 'unit', unit, unitDisplay: 'short' });
  };
}
