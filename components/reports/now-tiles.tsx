import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { contactsHref, pastFilter } from '#domain/reports/about.ts';
import type { NowReport } from '#domain/reports/now.ts';
import { Figure } from './figure.tsx';

/** The figures to see first. */
export function NowTiles({ data }: { data: NowReport }) {
  const t = useTranslations('reports');
  const { filter, statuses } = data;
  const measured = statuses.filter(({ beyond }) => beyond !== null);
  const stuck = measured.reduce((sum, { beyond }) => sum + (beyond ?? 0), 0);
  const anyBeyond = measured.map(({ id }) => `history.beyond:${id}`).join(';');
  return (
    <dl className="report-tiles">
      <Kind data={data} kind="open" label={t('now.openContacts')} />
      <Kind data={data} kind="won" label={t('now.wonContacts')} />
      <div className="report-tile">
        <dt>{t('now.stuck')}</dt>
        <dd>
          {measured.length === 0 ? (
            <span className="figure-none">{t('notKnown')}</span>
          ) : (
            <Figure
              value={stuck}
              href={contactsHref(filter, pastFilter(`any(${anyBeyond})`))}
              of={t('now.stuck')}
            />
          )}
        </dd>
      </div>
      <div className="report-tile">
        <dt>{t('now.waiting')}</dt>
        <dd>
          <Waiting {...data.waiting} />
        </dd>
      </div>
    </dl>
  );
}

function Kind({ data, kind, label }: { data: NowReport; kind: 'open' | 'won'; label: string }) {
  const of = data.statuses.filter((status) => status.kind === kind);
  const value = of.reduce((sum, { total }) => sum + total, 0);
  const href = of.length > 0 ? contactsHref(data.filter, { statusIds: of.map(({ id }) => id) }) : null;
  return (
    <div className="report-tile">
      <dt>{label}</dt>
      <dd>
        <Figure value={value} href={href} of={label} />
      </dd>
    </div>
  );
}

function Waiting({ count, isMore, href }: NowReport['waiting']) {
  const t = useTranslations('reports');
  const { number } = useFormatter();
  const text = isMore ? `${number(count)}+` : number(count);
  if (count === 0) return <span className="figure-none">{text}</span>;
  if (href === null) return <span>{text}</span>;
  return (
    <Link className="figure" href={href} prefetch={false} aria-label={t('now.openWaiting', { count })}>
      {text}
    </Link>
  );
}
