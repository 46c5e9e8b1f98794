'use client';

import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { StartedAutomations } from '#components/ui/started-automations.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { StartedTally } from '#domain/automations/act-on-many.ts';
import type { ImportActions } from './types.ts';

type Props = { id: number; tally: StartedTally | null; cancel: ImportActions['cancelAutomations'] };

/** The automations that an import set off. */
export function ImportAutomations({ id, tally, cancel }: Props) {
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(cancel);
  if (!tally) return null;
  const callOff = async () => {
    const result = await run({ id });
    if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
  };
  return (
    <section className="import-card">
      <StartedAutomations tally={tally} pending={pending} onCancel={callOff} />
    </section>
  );
}
