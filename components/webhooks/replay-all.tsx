'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { ReplayActions } from './types.ts';

/** More than this are told as "more than". */
const COUNTED_MAX = 1_000;

type Props = { left: number; replay: ReplayActions['replayAll'] };

/** Does everything once more from which nothing has followed, when asked twice. */
export function ReplayAll({ left, replay }: Props) {
  const t = useTranslations('webhooks');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(replay);
  const [asking, setAsking] = useState(false);
  async function confirm() {
    const result = await run({});
    setAsking(false);
    toast(
      result.ok
        ? { title: t('replayed', { count: result.value.count }) }
        : { title: problems.sentence(result), tone: 'danger' },
    );
  }
  const count = Math.min(left, COUNTED_MAX);
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <RotateCw />
        {t('replayAll')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('replayAllTitle')}
        confirmLabel={t('replayAll')}
        pending={pending}
        onConfirm={confirm}
      >
        <p>{left > COUNTED_MAX ? t('replayMany', { count }) : t('replaySome', { count })}</p>
        <p>{t('replayHint')}</p>
      </Confirm>
    </>
  );
}
