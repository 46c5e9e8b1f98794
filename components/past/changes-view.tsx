import { ArrowRight, CalendarSearch } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { Changes, Way } from '#domain/past/changes.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Input } from '../ui/input.tsx';
import { ChangesFigure } from './changes-figure.tsx';
import { MovesTable } from './moves-table.tsx';
import { StatusMark } from './status-mark.tsx';

type Days = { from: string; to: string };
type Status = Changes['statuses'][number];

type Props = {
  changes: Changes;
  days: Days;
  timeZone: string;
  /** The list of those in the list today who went one way. */
  hrefOf: (way: Way) => string;
  firstHref: string | null;
  nextHref: string | null;
};

/** What differs between two days: how many stood where, which ways were gone, and each move. */
export function ChangesView({ changes, days, timeZone, hrefOf, firstHref, nextHref }: Props) {
  const t = useTranslations('past');
  const moves = changes.ways.reduce((sum, way) => sum + way.moves, 0);
  return (
    <>
      <DaysFields days={days} />
      <Totals changes={changes} />
      {moves === 0 ? (
        <Empty icon={<CalendarSearch />} title={t('noMoves')}>
          {t('noMovesWhy')}
        </Empty>
      ) : (
        <>
          <Ways changes={changes} hrefOf={hrefOf} moves={moves} />
          <MovesTable {...{ changes, timeZone, firstHref, nextHref }} />
        </>
      )}
    </>
  );
}

/** Fields of the page's form, which stands elsewhere. */
function DaysFields({ days }: { days: Days }) {
  const t = useTranslations('past');
  const day = (name: 'from' | 'to') => (
    <label className="past-field" htmlFor={`past-${name}`}>
      {t(name)}
      <Input
        id={`past-${name}`}
        key={days[name]}
        type="date"
        className="past-field-date"
        form="past-form"
        name={name}
        defaultValue={days[name]}
        min="1900-01-01"
        max="2199-12-31"
        required
      />
    </label>
  );
  return (
    <div className="past-between">
      {day('from')}
      {day('to')}
      <Button type="submit" form="past-form">
        {t('show')}
      </Button>
    </div>
  );
}

function Totals({ changes: { totals, statuses } }: { changes: Changes }) {
  const t = useTranslations('past');
  const number = useFormatter().number;
  const byId = new Map(totals.map((one) => [one.statusId, one]));
  return (
    <section className="past-section" aria-labelledby="past-totals">
      <h2 id="past-totals">{t('difference')}</h2>
      <ul className="past-tiles">
        {statuses.map((status) => {
          const { before, after } = byId.get(status.id) ?? { before: 0, after: 0 };
          return (
            <li key={status.id} className="past-tile">
              <StatusMark status={status} />
              <span className="past-tile-numbers">
                <span className="sr-only">{t('beforeAfter', { before, after })}</span>
                <span aria-hidden>{number(before)}</span>
                <ArrowRight aria-hidden />
                <strong aria-hidden>{number(after)}</strong>
                <span className="past-tile-by" data-none={before === after || undefined}>
                  {number(after - before, { signDisplay: 'exceptZero' })}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Ways({ changes, hrefOf, moves }: Pick<Props, 'changes' | 'hrefOf'> & { moves: number }) {
  const t = useTranslations('past');
  const byId = new Map(changes.statuses.map((status) => [status.id, status]));
  const highest = Math.max(1, ...changes.ways.map((way) => way.moves));
  return (
    <section className="past-section" aria-labelledby="past-ways">
      <h2 id="past-ways">{t('ways')}</h2>
      <p className="past-note">{t('waysNote', { count: moves })}</p>
      <div className="report-table">
        <div className="report-scroll">
          <table>
            <caption className="sr-only">{t('ways')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('way')}</th>
                <th scope="col" className="is-number">
                  {t('moves')}
                </th>
                <th scope="col" className="is-number">
                  {t('contactsNow')}
                </th>
                <th scope="col" className="past-way-bar" aria-hidden />
              </tr>
            </thead>
            <tbody>
              {changes.ways.map((way) => (
                <WayRow
                  key={`${way.from} ${way.to}`}
                  way={way}
                  from={byId.get(way.from)}
                  to={byId.get(way.to)}
                  share={way.moves / highest}
                  href={hrefOf(way)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}

type WayRowProps = {
  way: Way;
  from: Status | undefined;
  to: Status | undefined;
  /** Of the way that most went. */
  share: number;
  href: string;
};

function WayRow({ way, from, to, share, href }: WayRowProps) {
  const t = useTranslations('past');
  const number = useFormatter().number;
  if (!from || !to) return null;
  return (
    <tr>
      <th scope="row">
        <span className="past-way">
          <StatusMark status={from} />
          <ArrowRight role="img" aria-label={t('movedTo')} />
          <StatusMark status={to} />
        </span>
      </th>
      <td className="is-number">{number(way.moves)}</td>
      <td className="is-number">
        <ChangesFigure value={way.contacts} href={href} of={t('wayOf', { from: from.name, to: to.name })} />
      </td>
      <td className="past-way-bar" aria-hidden>
        <span className={`past-bar-fill status-fill tone-${way.to}`} style={{ width: `${share * 100}%` }} />
      </td>
    </tr>
  );
}
