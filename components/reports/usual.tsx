import { useLocale, useTranslations } from 'next-intl';
import type { ContactFilter } from '#domain/contacts/filter.ts';
import { contactsHref, pastFilter } from '#domain/reports/about.ts';
import { formatSpan } from '#lib/dates.ts';
import { Figure } from './figure.tsx';

/** How long contacts usually stay in a status. */
export function Usual({ seconds }: { seconds: number | null }) {
  const locale = useLocale();
  return seconds === null ? <Unknown /> : formatSpan(seconds * 1_000, locale);
}

type Props = { filter: ContactFilter; status: { id: number; name: string }; value: number | null };

/** How many stand in a status for longer than that. */
export function Beyond({ filter, status: { id, name }, value }: Props) {
  const t = useTranslations('reports');
  if (value === null) return <Unknown />;
  const href = contactsHref(filter, pastFilter(`history.beyond:${id}`));
  return <Figure value={value} href={href} of={`${t('beyond')}, ${name}`} />;
}

function Unknown() {
  const t = useTranslations('reports');
  return (
    <span className="figure-none" data-tip={t('notKnown')}>
      <span aria-hidden>–</span>
      <span className="sr-only">{t('notKnown')}</span>
    </span>
  );
}
