import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';

/** A number of contacts that opens them; none is shown quietly. */
export function ChangesFigure({ value, href, of }: { value: number; href: string; of: string }) {
  const t = useTranslations('past');
  const text = useFormatter().number(value);
  if (value === 0) return <span className="figure-none">{text}</span>;
  return (
    <Link className="figure" href={href} prefetch={false} aria-label={t('open', { count: value, of })}>
      {text}
    </Link>
  );
}
