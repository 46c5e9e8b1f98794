import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from './button.tsx';

type Props = {
  previousHref?: string;
  nextHref?: string;
  /** "1–50 de 12.300", already in the reader's words. */
  summary?: ReactNode;
};

/** Pages of a keyset: there is a before and an after, but no page numbers. */
export function Pagination({ previousHref, nextHref, summary }: Props) {
  const t = useTranslations('ui');
  return (
    <nav className="pagination" aria-label={t('pages')}>
      {summary && <span className="me-auto">{summary}</span>}
      <Step href={previousHref} rel="prev">
        <ChevronLeft />
        {t('previous')}
      </Step>
      <Step href={nextHref} rel="next">
        {t('next')}
        <ChevronRight />
      </Step>
    </nav>
  );
}

function Step({ href, rel, children }: { href?: string; rel: string; children: ReactNode }) {
  if (href) {
    return (
      <ButtonLink href={href} rel={rel} size="small">
        {children}
      </ButtonLink>
    );
  }
  return (
    <Button size="small" disabled>
      {children}
    </Button>
  );
}
