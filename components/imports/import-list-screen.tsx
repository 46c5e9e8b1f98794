'use client';

import { Download, FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import type { Upload } from '#domain/imports/start-upload.ts';
import type { Action } from '#domain/result.ts';
import { DropZone } from './drop-zone.tsx';
import { FileButton } from './file-button.tsx';
import { type ImportRowView, ImportTable } from './import-table.tsx';
import { useUpload } from './use-upload.ts';

type Props = {
  rows: ImportRowView[];
  nextHref: string | null;
  isLaterPage: boolean;
  startUpload: Action<Upload>;
};

/** The whole of /imports below the frame. */
export function ImportListScreen({ rows, nextHref, isLaterPage, startUpload }: Props) {
  const t = useTranslations('imports');
  const { upload, isStarting, failure } = useUpload(startUpload);
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <FileButton variant="primary" isBusy={isStarting} onFile={upload}>
            <FileUp />
            {t('choose')}
          </FileButton>
        }
        aside={
          <ButtonLink href="/api/imports/template" prefetch={false} download variant="quiet">
            <Download />
            {t('template')}
          </ButtonLink>
        }
      >
        <p className="max-w-[72ch] text-foreground-muted">{t('intro')}</p>
      </PageHeader>
      <DropZone failure={failure} onFile={upload} />
      {rows.length > 0 && <ImportTable rows={rows} />}
      {(nextHref || isLaterPage) && (
        <Pagination nextHref={nextHref ?? undefined} previousHref={isLaterPage ? '/imports' : undefined} />
      )}
    </>
  );
}
