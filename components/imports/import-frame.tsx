import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import type { ImportDetail } from '#domain/imports/types.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { ImportSteps, type Step } from './import-steps.tsx';
import { StateBadge } from './state-badge.tsx';

type Props = { one: ImportDetail; step: Step; reader: Reader; children: ReactNode };

/** Head of an import's page: which file, whose, when, and where on its way it is. */
export function ImportFrame({ one, step, reader, children }: Props) {
  const t = useTranslations('imports');
  const { iso, relative, exact } = momentOf(one.createdAt, reader);
  return (
    <>
      <Link prefetch={false} href="/imports" className="back-link">
        <ChevronLeft />
        {t('title')}
      </Link>
      <PageHeader
        title={<span className="wrap-anywhere">{one.fileName}</span>}
        action={<StateBadge state={one.state} />}
        aside={
          <span className="text-foreground-muted">
            {one.createdBy.name} · <Time dateTime={iso} relative={relative} exact={exact} />
          </span>
        }
      >
        <ImportSteps one={one} shown={step} />
      </PageHeader>
      {children}
    </>
  );
}
