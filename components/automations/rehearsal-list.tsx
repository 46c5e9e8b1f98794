import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { RehearsalPage, RehearsedRow } from '#domain/automations/read-rehearsal.ts';
import { othersOf } from '#domain/automations/rehearsal-report-rules.ts';
import { type RehearsalView, rehearsalHref } from '#domain/automations/rehearsal-view-rules.ts';
import type { Step } from '#domain/automations/types.ts';
import { formatDate } from '#lib/dates.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { RehearsalTrail } from './rehearsal-trail.tsx';

type Props = {
  found: RehearsalPage;
  view: RehearsalView;
  words: (step: Step) => ReactNode;
  reader: Reader;
};

/** The moments of the view, one by one, and beside them the one that is looked at. */
export function RehearsalList({ found, view, words, reader }: Props) {
  const t = useTranslations('rehearsal');
  const { rows, total, page, pageTotal, open, rehearsed } = found;
  const to = (next: number) => rehearsalHref({ ...view, page: next, open: null });
  const day = view.day && formatDate(Date.parse(`${view.day}T12:00:00Z`), reader.locale, 'UTC');
  return (
    <section className="rehearsal-list" aria-labelledby="rehearsal-list">
      <h2 id="rehearsal-list" className="flow-panel-title">
        {useShownWords(view, rehearsed.names)} {day && `· ${day} `}
        <span className="field-hint">{t('moments', { count: total })}</span>
      </h2>
      <div className={open ? 'rehearsal-open' : undefined}>
        {rows.length > 0 ? (
          <Table
            caption={t('listCaption')}
            columns={useColumns(view, rehearsed.names, reader)}
            rows={rows}
            rowKey={({ contactId, at, eventId }) => `${contactId}-${at}-${eventId}`}
          />
        ) : (
          <div className="rehearsal-none">
            <p>{t('noneHere')}</p>
            <Link href={rehearsalHref({ ...view, day: null, shown: { kind: 'runs' }, page: 1, open: null })}>
              {t('showAll')}
            </Link>
          </div>
        )}
        {open && (
          <RehearsalTrail open={open} view={view} rehearsed={rehearsed} words={words} reader={reader} />
        )}
      </div>
      {pageTotal > 1 && (
        <Pagination
          summary={t('page', { page, total: pageTotal })}
          previousHref={page > 1 ? to(page - 1) : undefined}
          nextHref={page < pageTotal ? to(page + 1) : undefined}
        />
      )}
    </section>
  );
}

function useShownWords({ shown }: RehearsalView, names: Record<number, string>): string {
  const t = useTranslations('rehearsal');
  switch (shown.kind) {
    case 'runs':
      return t('shown.runs');
    case 'send':
      return t(`shown.${shown.outcome}`);
    case 'missed':
      return t(`shownMissed.${shown.reason}`);
    case 'waiting':
      return t('shown.waiting');
    case 'setsOff':
      return t('shown.setsOff', { name: names[shown.automationId] ?? '' });
  }
}

function useColumns(
  view: RehearsalView,
  names: Record<number, string>,
  reader: Reader,
): Column<RehearsedRow>[] {
  const t = useTranslations('rehearsal');
  return [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ contactId, at, name }) =>
        name === '' ? (
          <span className="text-foreground-muted">{t('goneSince')}</span>
        ) : (
          <Link
            className="row-link"
            href={`${rehearsalHref({ ...view, open: { contactId, at } })}#rehearsal-trail`}
            prefetch={false}
          >
            {name}
          </Link>
        ),
    },
    {
      key: 'at',
      header: t('columns.at'),
      card: 'aside',
      cell: ({ at }) => {
        const { iso, relative, exact } = momentOf(new Date(at), reader);
        return <Time dateTime={iso} relative={relative} exact={exact} focusable={false} />;
      },
    },
    {
      key: 'outcome',
      header: t('columns.outcome'),
      card: 'meta',
      cell: (row) => <Outcome row={row} names={names} />,
    },
  ];
}

function Outcome({ row: { missed, walk }, names }: { row: RehearsedRow; names: Record<number, string> }) {
  const t = useTranslations('rehearsal');
  if (!walk) return <Badge>{missed && t(`missedBadge.${missed}`)}</Badge>;
  const sends = walk.trail.flatMap(({ key, send }) => (send ? [{ key, send }] : []));
  return (
    <span className="rehearsal-badges">
      {sends.map(({ key, send }) => (
        <Badge key={key} tone={send === 'text' || send === 'template' ? 'accent' : 'warning'}>
          {t(`sendBadge.${send}`)}
        </Badge>
      ))}
      <Badge>{t(`ends.${walk.end}`)}</Badge>
      {othersOf(walk).map((id) => (
        <Badge key={id}>{t('setsOffBadge', { name: names[id] ?? '' })}</Badge>
      ))}
    </span>
  );
}
