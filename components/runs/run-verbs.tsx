'use client';

import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import type { RunActions, ShownRun } from './types.ts';

type Props = { run: ShownRun; actions: RunActions };

/** What may be done about a run: stop one under way, go on where one failed, do one again. */
export function RunVerbs({ run, actions }: Props) {
  const t = useTranslations('runs');
  if (run.state === 'running' || run.state === 'waiting')
    return (
      <Verb id={run.id} action={actions.cancel} label={t('cancel')} done={t('cancelled')} variant="danger" />
    );
  return (
    <>
      <Verb
        id={run.id}
        action={actions.repeat}
        label={t('repeat')}
        done={t('repeated')}
        variant="secondary"
      />
      {run.state === 'failed' && (
        <Verb id={run.id} action={actions.resume} label={t('resume')} done={t('resumed')} variant="primary" />
      )}
    </>
  );
}

type VerbProps = {
  id: number;
  action: Action<{ id: number }>;
  label: string;
  done: string;
  variant: 'primary' | 'secondary' | 'danger';
};

function Verb({ id, action, label, done, variant }: VerbProps) {
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(action);
  async function act() {
    const result = await run({ id });
    toast(result.ok ? { title: done } : { title: problems.sentence(result), tone: 'danger' });
  }
  return (
    <Button variant={variant} pending={pending} onClick={act}>
      {label}
    </Button>
  );
}
