import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { PastCard as Card } from '#domain/past/card-types.ts';
import { formatSpan } from '#lib/dates.ts';
import { initials } from '../ui/avatar.tsx';
import { ToneDot } from '../ui/tone.tsx';

/** A contact as it stood then: to be read, not to be moved. `at`: the moment, in milliseconds. */
export function PastCard({ card, at }: { card: Card; at: number }) {
  const t = useTranslations('past');
  const locale = useLocale();
  const { name, originName, ownerName, now } = card;
  return (
    <li className="past-card">
      <Link className="past-card-name" href={`/contacts/${card.id}`} prefetch={false}>
        {name}
      </Link>
      <span className="past-card-facts">
        <span className="truncate">{originName}</span>
        <span className="past-card-since">
          <span className="sr-only">{t('stoodFor')} </span>
          {formatSpan(at - card.since, locale)}
        </span>
        {ownerName && (
          <span className="past-card-owner" role="img" aria-label={ownerName} data-tip={ownerName}>
            {initials(ownerName)}
          </span>
        )}
      </span>
      {now && (
        <span className={`past-card-now tone-${now.id}`}>
          {t('nowIn')} <ToneDot /> <span className="truncate">{now.name}</span>
        </span>
      )}
    </li>
  );
}
