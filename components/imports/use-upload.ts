'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import type { Upload } from '#domain/imports/start-upload.ts';
import type { Action } from '#domain/result.ts';
import { fingerprintOf, sendFile } from './upload-store.ts';

/** Begins to send a file, or goes on with one cut short, and opens its page. */
export function useUpload(start: Action<Upload>) {
  const router = useRouter();
  const [isStarting, setStarting] = useState(false);
  const t = useTranslations('imports');
  const problems = useProblems();
  const [failure, setFailure] = useState<string | null>(null);

  async function upload(file: File | undefined) {
    if (!file || isStarting) return;
    setStarting(true);
    setFailure(null);
    const fingerprint = await fingerprintOf(file).catch(() => null);
    // A folder, or a file that has been moved away since it was picked.
    if (fingerprint === null) {
      setFailure(t('unreadable'));
    } else {
      const result = await reach(start, { fileName: file.name, fileBytes: file.size, fingerprint });
      if (result.ok) {
        sendFile(file, result.value);
        router.push(`/imports/${result.value.id}`);
      } else setFailure(problems.sentence(result));
    }
    setStarting(false);
  }

  return { upload, isStarting, failure };
}
