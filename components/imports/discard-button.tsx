'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { ImportActions } from './types.ts';

/** Throws an import away of which nothing was written, after asking. */
export function DiscardButton({ id, discard }: { id: number; discard: ImportActions['discard'] }) {
  const t = useTranslations('imports');
  const router = useRouter();
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(discard);
  const [isAsking, setAsking] = useState(false);

  async function throwAway() {
    const result = await run({ id });
    setAsking(false);
    if (result.ok) router.push('/imports');
    else toast({ title: problems.sentence(result), tone: 'danger' });
  }

  return (
    <>
      <Button variant="quiet" pending={pending} onClick={() => setAsking(true)}>
        {t('discard')}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t('discardTitle')}
        confirmLabel={t('discard')}
        onConfirm={throwAway}
      >
        {t('discardBody')}
      </Confirm>
    </>
  );
}
