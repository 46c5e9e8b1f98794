'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import type { Upload } from '#domain/imports/start-upload.ts';
import type { Action } from '#domain/result.ts';
import { DiscardButton } from './discard-button.tsx';
import { DropZone } from './drop-zone.tsx';
import { FileButton } from './file-button.tsx';
import { ProgressCard } from './progress-card.tsx';
import type { ImportActions } from './types.ts';
import { sendingOf, subscribeToSendings } from './upload-store.ts';
import { useUpload } from './use-upload.ts';

type Props = {
  id: number;
  fileName: string;
  receivedBytes: number;
  fileBytes: number;
  startUpload: Action<Upload>;
  discard: ImportActions['discard'];
};

/** A file on its way to the server; where no window sends it any more, the way to go on. */
export function UploadView({ id, fileName, receivedBytes, fileBytes, startUpload, discard }: Props) {
  const t = useTranslations('imports');
  const errors = useTranslations('errors');
  const sending = useSyncExternalStore(
    subscribeToSendings,
    () => sendingOf(id),
    () => undefined,
  );
  const { upload, isStarting, failure } = useUpload(startUpload);
  const done = Math.max(receivedBytes, sending?.sentBytes ?? 0);
  const isSent = sending !== undefined && sending.failure === null;
  const rate = isSent ? sending.rate : null;
  return (
    <>
      <ProgressCard
        title={isSent ? t('uploading', { fileName }) : t('uploadBroken')}
        unit="bytes"
        done={done}
        total={fileBytes}
        rate={rate}
        secondsLeft={rate ? (fileBytes - done) / rate : null}
        note={
          sending?.failure ? errors(sending.failure) : sending?.isWaiting ? t('uploadWaiting') : undefined
        }
        action={<DiscardButton id={id} discard={discard} />}
      />
      {!isSent && (
        <>
          <p className="max-w-[72ch] text-foreground-muted">{t('uploadGoOn', { fileName })}</p>
          <DropZone failure={failure} onFile={upload}>
            <FileButton variant="primary" isBusy={isStarting} onFile={upload}>
              {t('chooseAgain')}
            </FileButton>
          </DropZone>
        </>
      )}
    </>
  );
}
