import { classNames } from './class-names.ts';

type Props = {
  /** What goes on, for screen readers. */
  label: string;
  done: number;
  /** 0 while nobody knows. */
  total: number;
  /** What a screen reader says instead of the percentage. */
  valueText?: string;
};

/** How far something long is. Moves to and fro while its end is unknown. */
export function Progress({ label, done, total, valueText }: Props) {
  const isKnown = total > 0;
  const share = isKnown ? Math.min(1, done / total) : 0;
  return (
    <div
      className={classNames('progress', !isKnown && 'is-unknown')}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={isKnown ? Math.floor(share * 100) : undefined}
      aria-valuetext={valueText}
    >
      <span style={isKnown ? { inlineSize: `${share * 100}%` } : undefined} />
    </div>
  );
}
