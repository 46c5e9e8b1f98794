import { useFormatter, useTranslations } from 'next-intl';
import type { InboxCounts } from '#domain/conversations/count-inbox.ts';
import {
  INBOX_OF,
  INBOX_SHOWS,
  type InboxQuery,
  inboxHref,
  TALKS_COUNTED,
} from '#domain/conversations/inbox-query.ts';
import { SegmentedLinks } from '../ui/segmented.tsx';

/** Which conversations, and whose; each with how many there are. */
export function InboxTabs({ query, counts }: { query: InboxQuery; counts: InboxCounts }) {
  const t = useTranslations('inbox');
  return (
    <div className="inbox-tabs">
      <SegmentedLinks
        label={t('show')}
        value={query.show}
        options={INBOX_SHOWS.map((show) => ({
          value: show,
          href: inboxHref({ ...query, show, after: null }),
          label: <Counted words={t(`shows.${show}`)} count={counts.shows[show]} />,
        }))}
      />
      <SegmentedLinks
        label={t('of')}
        value={query.of}
        options={INBOX_OF.map((of) => ({
          value: of,
          href: inboxHref({ ...query, of, after: null }),
          label: <Counted words={t(`whose.${of}`)} count={counts.of[of]} />,
        }))}
      />
    </div>
  );
}

function Counted({ words, count }: { words: string; count: number }) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  return (
    <>
      {words}{' '}
      <span className="inbox-count">
        {count > TALKS_COUNTED ? t('many', { count: TALKS_COUNTED }) : format.number(count)}
      </span>
    </>
  );
}
