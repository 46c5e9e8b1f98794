'use client';

import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { ImportState } from '#db/values.ts';
import type { ImportProgress } from '#domain/imports/types.ts';
import { ProgressCard } from './progress-card.tsx';
import type { ImportActions } from './types.ts';

type Props = {
  id: number;
  state: ImportState;
  fileName: string;
  progress: Omit<ImportProgress, 'startedAt'>;
  isCancelAsked: boolean;
  cancel: ImportActions['cancel'];
};

/** The worker has the import: nobody needs to stay. */
export function WorkingView({ id, state, fileName, progress, isCancelAsked, cancel }: Props) {
  const t = useTranslations('imports');
  const isRun = state === 'queued' || state === 'running';
  const note = isCancelAsked
    ? t('cancelling')
    : progress.isWaiting
      ? t('waiting')
      : t(isRun ? 'mayLeaveRun' : 'mayLeave');
  return (
    <ProgressCard
      title={t(`working.${isRun ? 'running' : state}`, { fileName })}
      {...progress}
      note={note}
      action={isRun && !isCancelAsked && <CancelButton id={id} cancel={cancel} />}
    />
  );
}

function CancelButton({ id, cancel }: { id: number; cancel: ImportActions['cancel'] }) {
  const t = useTranslations('imports');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(cancel);
  return (
    <Button
      pending={pending}
      onClick={async () => {
        const result = await run({ id });
        if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
      }}
    >
      {t('cancel')}
    </Button>
  );
}
