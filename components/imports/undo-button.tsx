'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { OutcomeCounts } from '#domain/imports/types.ts';
import type { ImportActions } from './types.ts';

type Props = { id: number; until: string; counts: OutcomeCounts | null; undo: ImportActions['undo'] };

/** Takes the whole import back, after saying what that means. */
export function UndoButton({ id, until, counts, undo }: Props) {
  const t = useTranslations('imports');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(undo);
  const [isAsking, setAsking] = useState(false);

  async function takeBack() {
    const result = await run({ id });
    setAsking(false);
    if (!result.ok && result.code !== 'in_use') toast({ title: problems.sentence(result), tone: 'danger' });
  }

  return (
    <>
      <Button onClick={() => setAsking(true)} pending={pending}>
        <Undo2 />
        {t('undoAll')}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t('undoTitle')}
        confirmLabel={t('undoAll')}
        onConfirm={takeBack}
        pending={pending}
      >
        <p>{t('undoBody', { created: counts?.created ?? 0, updated: counts?.updated ?? 0 })}</p>
        <p className="mt-2">{t('undoUntil', { until })}</p>
      </Confirm>
    </>
  );
}
