import { Download, ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { CursorPages } from '#components/ui/cursor-pages.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type AuditFilter, auditHref, auditParams } from '#domain/audit/filter.ts';
import type { AuditEntry } from '#domain/audit/list.ts';
import type { Reader } from '#lib/moment.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';

type Props = {
  filter: AuditFilter;
  entries: AuditEntry[];
  next: string | null;
  isLaterPage: boolean;
  actors: { id: number; name: string }[];
  reader: Reader;
};

/** /settings/audit: nothing in it moves, so nothing of it goes to the browser but what is seen. */
export function AuditScreen({ filter, entries, next, isLaterPage, actors, reader }: Props) {
  const t = useTranslations('audit');
  const query = auditParams(filter).toString();
  return (
    <>
      <PageHeader
        title={t('title')}
        aside={
          <a className="btn btn-secondary" href={`/api/audit/export${query && `?${query}`}`} download>
            <Download />
            {t('export')}
          </a>
        }
      >
        <AuditFilters filter={filter} actors={actors} />
      </PageHeader>
      {filter.change && (
        <p className="text-foreground-muted">
          {t('oneAct')} <a href={auditHref({ ...filter, change: null })}>{t('allActs')}</a>
        </p>
      )}
      {entries.length > 0 ? (
        <AuditTable entries={entries} filter={filter} reader={reader} />
      ) : (
        <NothingFound isFiltered={query !== ''} />
      )}
      <CursorPages
        words={{ label: t('pages'), first: t('newest'), next: t('older') }}
        firstHref={isLaterPage ? auditHref(filter) : null}
        nextHref={next ? auditHref(filter, next) : null}
      />
    </>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('audit');
  if (!isFiltered) {
    return (
      <Empty icon={<ScrollText />} title={t('empty')}>
        {t('emptyWhy')}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<ScrollText />}
      title={t('noneFound')}
      action={<ButtonLink href="/settings/audit">{t('clear')}</ButtonLink>}
    >
      {t('noneFoundWhy')}
    </Empty>
  );
}
