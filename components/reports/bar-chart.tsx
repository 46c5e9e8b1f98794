import { useFormatter, useTranslations } from 'next-intl';
import { classNames } from '../ui/class-names.ts';

/** `tone`: a class of `ToneStyles`, without it neutral. */
export type BarPart = { key: string | number; label: string; value: number; tone?: string };
export type Bar = { key: string | number; label: string; parts: BarPart[] };

type Props = {
  /** Names the drawing, which must be unique in its page by `id`. */
  id: string;
  title: string;
  bars: Bar[];
  /** How a bar's total is written; a plain number unless said. */
  format?: (total: number) => string;
};

const ROW = 28;
const THICK = 16;

/** Horizontal bars, each of one or more parts; the same numbers must stand in a table beneath, which is what opens contacts. */
export function BarChart({ id, title, bars, format }: Props) {
  const number = useFormatter().number;
  const write = format ?? ((total: number) => number(total));
  const rows = bars.map((bar) => ({ ...bar, total: bar.parts.reduce((sum, { value }) => sum + value, 0) }));
  const longest = Math.max(...rows.map(({ total }) => total), 0);
  if (longest === 0) return null;
  return (
    <div className="bar-chart">
      <Side className="bar-names" texts={rows.map(({ key, label }) => [key, label])} />
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        width="100%"
        height={rows.length * ROW}
        className="bar-drawing"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {rows.map(({ label, total }) => `${label}: ${write(total)}`).join('; ')}
        </desc>
        {rows.map((bar, index) => (
          <Parts key={bar.key} parts={bar.parts} longest={longest} top={index * ROW + (ROW - THICK) / 2} />
        ))}
      </svg>
      <Side className="bar-totals" texts={rows.map(({ key, total }) => [key, write(total)])} />
    </div>
  );
}

function Parts({ parts, longest, top }: { parts: BarPart[]; longest: number; top: number }) {
  const number = useFormatter().number;
  const percent = (value: number) => `${(value / longest) * 100}%`;
  const shown = parts.filter(({ value }) => value > 0);
  return shown.map(({ key, label, value, tone }, index) => {
    const before = shown.slice(0, index).reduce((sum, part) => sum + part.value, 0);
    return (
      <rect
        key={key}
        x={percent(before)}
        y={top}
        width={percent(value)}
        height={THICK}
        className={classNames('bar-part', tone)}
      >
        <title>{`${label}: ${number(value)}`}</title>
      </rect>
    );
  });
}

/** What stands beside the bars is for the eye: the drawing's own description says it. */
function Side({ className, texts }: { className: string; texts: [key: string | number, text: string][] }) {
  return (
    <div className={className} aria-hidden>
      {texts.map(([key, text]) => (
        <span key={key} className="truncate" style={{ height: ROW, lineHeight: `${ROW}px` }}>
          {text}
        </span>
      ))}
    </div>
  );
}

/** What the colours of the parts mean. */
export function BarLegend({ items }: { items: Omit<BarPart, 'value'>[] }) {
  const t = useTranslations('reports');
  return (
    <ul className="bar-legend" aria-label={t('legend')}>
      {items.map(({ key, label, tone }) => (
        <li key={key}>
          <span className={classNames('status-dot', tone)} />
          {label}
        </li>
      ))}
    </ul>
  );
}
