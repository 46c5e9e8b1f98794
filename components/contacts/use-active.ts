import { startTransition, useOptimistic } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import { saveOver } from './save-over.ts';

type Switched = { id: number; version: number; isActive: boolean };

const NONE: ReadonlyMap<number, boolean> = new Map();

/**
 * Whether contacts take part in automations and reports; a switch answers at once. One for a whole list: fifty of them would be paid
 * for at every start.
 */
export function useActive(setActive: Action<{ id: number; version: number }>) {
  const toast = useToast();
  const problems = useProblems();
  const [changing, show] = useOptimistic(NONE, (before, { id, isActive }: Switched) =>
    new Map(before).set(id, isActive),
  );

  const change = (contact: Switched, isActive: boolean) =>
    startTransition(async () => {
      show({ ...contact, isActive });
      const result = await saveOver(setActive, contact, { isActive });
      if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
    });

  return { isOn: ({ id, isActive }: Switched) => changing.get(id) ?? isActive, change };
}
