import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';

type Props = {
  view: 'board' | 'changes';
  hrefs: Record<'board' | 'changes', string>;
  filters: ReactNode;
  children: ReactNode;
};

/** What both views of the past have in common: the way back to today, from one to the other, and whose past it is. */
export function PastFrame({ view, hrefs, filters, children }: Props) {
  const t = useTranslations('past');
  return (
    <div className="page past-page">
      <PageHeader
        title={t('title')}
        action={
          <ButtonLink href="/pipeline">
            {t('backToToday')}
            <ArrowRight />
          </ButtonLink>
        }
      />
      <div className="past-bar-row">
        <nav className="tabs" aria-label={t('views')}>
          {(['board', 'changes'] as const).map((one) => (
            <Link
              key={one}
              href={hrefs[one]}
              prefetch={false}
              className="tab"
              aria-current={one === view ? 'page' : undefined}
            >
              {t(`tabs.${one}`)}
            </Link>
          ))}
        </nav>
        {filters}
      </div>
      {children}
    </div>
  );
}
