'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page that broke, inside the frame: what to do, and the code that the log has too. */
export default function CrmError({ error, reset }: Props) {
  const t = useTranslations('ui');
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div className="page">
      <h1 className="sr-only">{t('errorTitle')}</h1>
      <ErrorState onRetry={retry} requestId={error.digest} />
    </div>
  );
}
