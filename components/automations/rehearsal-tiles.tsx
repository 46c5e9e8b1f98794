import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import type { RehearsalReport } from '#domain/automations/rehearsal-report-rules.ts';
import { SEND_OUTCOMES } from '#domain/automations/rehearsal-types.ts';
import { type RehearsalView, rehearsalHref, type Shown } from '#domain/automations/rehearsal-view-rules.ts';

type Props = { report: RehearsalReport; view: RehearsalView };

/** How many people, and what would have become of the messages to them; each leads to those it counts. */
export function RehearsalTiles({ report, view }: Props) {
  const t = useTranslations('rehearsal');
  const { contacts, runs, sends, ends } = report;
  const hasSends = SEND_OUTCOMES.some((outcome) => (sends[outcome] ?? 0) > 0);
  return (
    <ul className="rehearsal-tiles" aria-label={t('summary')}>
      <Tile shown={{ kind: 'runs' }} view={view} count={contacts} word={t('people', { count: contacts })}>
        {t('runs', { count: runs })}
      </Tile>
      {hasSends &&
        SEND_OUTCOMES.filter((one) => one === 'text' || one === 'template' || (sends[one] ?? 0) > 0).map(
          (outcome) => {
            const count = sends[outcome] ?? 0;
            return (
              <Tile
                key={outcome}
                shown={{ kind: 'send', outcome }}
                view={view}
                count={count}
                word={t(`sends.${outcome}`, { count })}
                isTrouble={outcome === 'unreachable' || outcome === 'no_template'}
              >
                {t(`sendsWhy.${outcome}`)}
              </Tile>
            );
          },
        )}
      {(ends.waiting ?? 0) > 0 && (
        <Tile
          shown={{ kind: 'waiting' }}
          view={view}
          count={ends.waiting ?? 0}
          word={t('waiting', { count: ends.waiting ?? 0 })}
        >
          {t('waitingWhy')}
        </Tile>
      )}
    </ul>
  );
}

type TileProps = {
  shown: Shown;
  view: RehearsalView;
  count: number;
  word: string;
  isTrouble?: boolean;
  children: string;
};

function Tile({ shown, view, count, word, isTrouble, children }: TileProps) {
  const format = useFormatter();
  const href = rehearsalHref({ ...view, shown, page: 1, open: null });
  const isCurrent = href === rehearsalHref({ ...view, page: 1, open: null });
  const content = (
    <>
      <span className="outcome-number">{format.number(count)}</span>
      <span className="rehearsal-word">{word}</span>
      <span className="field-hint">{children}</span>
    </>
  );
  const className = classNames('outcome-tile', count === 0 && 'is-none', isTrouble && 'is-trouble');
  return (
    <li>
      {count > 0 ? (
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          className={className}
          aria-current={isCurrent ? 'true' : undefined}
        >
          {content}
        </Link>
      ) : (
        <span className={className}>{content}</span>
      )}
    </li>
  );
}
