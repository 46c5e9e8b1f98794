import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';

type Props = {
  value: number;
  /** The list of exactly these contacts; null: nothing lists them. */
  href: string | null;
  /** What is counted, for those who hear the link by itself: "Novo, Google Ads". */
  of: string;
  /** What the list shows. */
  opens?: 'contacts' | 'tasks';
};

/** A number of contacts that opens them; none is shown quietly. */
export function Figure({ value, href, of, opens = 'contacts' }: Props) {
  const t = useTranslations('reports');
  const text = useFormatter().number(value);
  if (value === 0) return <span className="figure-none">{text}</span>;
  if (href === null) return <span>{text}</span>;
  return (
    <Link
      className="figure"
      href={href}
      prefetch={false}
      aria-label={t(opens === 'tasks' ? 'openTasks' : 'open', { count: value, of })}
    >
      {text}
    </Link>
  );
}
