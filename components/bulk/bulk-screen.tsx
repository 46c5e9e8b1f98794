'use client';

import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { BulkTable } from './bulk-table.tsx';
import type { BulkRow, BulkVerbs } from './types.ts';

type Props = {
  rows: BulkRow[];
  /** When they were read, in milliseconds. */
  now: number;
  actions: BulkVerbs;
};

/** The whole of /bulk below the frame. */
export function BulkScreen({ rows, now, actions }: Props) {
  const t = useTranslations('bulk');
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="text-foreground-muted">{t('intro')}</p>
      </PageHeader>
      {rows.length > 0 ? (
        <BulkTable rows={rows} now={now} actions={actions} />
      ) : (
        <Empty
          icon={<ListChecks />}
          title={t('empty')}
          action={<ButtonLink href="/contacts">{t('toContacts')}</ButtonLink>}
        >
          {t('emptyWhy')}
        </Empty>
      )}
    </>
  );
}
