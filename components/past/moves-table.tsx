import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { Changes, Move } from '#domain/past/changes.ts';
import { formatDateTime } from '#lib/dates.ts';
import { CursorPages } from '../ui/cursor-pages.tsx';
import { StatusMark } from './status-mark.tsx';

type Props = {
  changes: Changes;
  timeZone: string;
  firstHref: string | null;
  nextHref: string | null;
};

/** Each move, the last first. */
export function MovesTable({ changes, timeZone, firstHref, nextHref }: Props) {
  const t = useTranslations('past');
  const locale = useLocale();
  const byId = new Map(changes.statuses.map((status) => [status.id, status]));
  const mark = (id: number) => {
    const status = byId.get(id);
    return status && <StatusMark status={status} />;
  };
  return (
    <section className="past-section" aria-labelledby="past-moves">
      <h2 id="past-moves">{t('eachMove')}</h2>
      <div className="report-table">
        <div className="report-scroll">
          <table>
            <caption className="sr-only">{t('eachMove')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('when')}</th>
                <th scope="col">{t('contact')}</th>
                <th scope="col">{t('way')}</th>
                <th scope="col">{t('movedBy')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.moves.map((move) => (
                <tr key={`${move.at.getTime()} ${move.contactId} ${move.from} ${move.to}`}>
                  <td>
                    <time dateTime={move.at.toISOString()}>{formatDateTime(move.at, locale, timeZone)}</time>
                  </td>
                  <td>
                    <Who move={move} />
                  </td>
                  <td>
                    <span className="past-way">
                      {mark(move.from)}
                      <ArrowRight role="img" aria-label={t('movedTo')} />
                      {mark(move.to)}
                    </span>
                  </td>
                  <td>
                    <MovedBy move={move} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <CursorPages
        words={{ label: t('pages'), first: t('firstPage'), next: t('nextPage') }}
        firstHref={firstHref}
        nextHref={nextHref}
      />
    </section>
  );
}

function Who({ move: { name, contactId } }: { move: Move }) {
  const t = useTranslations('past');
  if (name === null) return <span className="text-foreground-muted">{t('goneContact')}</span>;
  return (
    <Link className="quiet-link" href={`/contacts/${contactId}`} prefetch={false}>
      {name}
    </Link>
  );
}

function MovedBy({ move: { by } }: { move: Move }) {
  const t = useTranslations('events');
  return by.name ?? <span className="text-foreground-muted">{t(`actors.${by.kind}`)}</span>;
}
