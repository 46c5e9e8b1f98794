'use client';

import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import type { RunActions, ShownRun } from './types.ts';

type Props = {
  run: ShownRun;
  actions: RunActions;
  /** The new run is the one to look at. */
  onRepeated: (id: number) => void;
};

/** What may be done about a run: stop one under way, go on where one failed, do one again. */
export function RunVerbs({ run, actions, onRepeated }: Props) {
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
        onDone={onRepeated}
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
  onDone?: (id: number) => void;
};

function Verb({ id, action, label, done, variant, onDone }: VerbProps) {
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(action);
  async function act() {
    const result = await run({ id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({ title: done });
    onDone?.(result.value.id);
  }
  return (
    <Button variant={variant} pending={pending} onClick={act}>
      {label}
    </Button>
  );
}
