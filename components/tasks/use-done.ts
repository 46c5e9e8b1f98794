import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { ShownTask } from './task-view.ts';
import type { TaskActions } from './types.ts';

/** Whether a task is done, at once when it is ticked; taken back when the server refuses. */
export function useDone(task: ShownTask, actions: TaskActions): { isDone: boolean; toggle: () => void } {
  const t = useTranslations('tasks');
  const toast = useToast();
  const problems = useProblems();
  const [isDone, show] = useOptimistic(task.isDone);

  const set = (next: boolean) =>
    startTransition(async () => {
      show(next);
      const result = await reach(next ? actions.complete : actions.reopen, { id: task.id });
      if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
      if (next)
        toast({
          title: t('completed', { title: task.title }),
          action: { label: t('undo'), onSelect: () => set(false) },
        });
    });

  return { isDone, toggle: () => set(!isDone) };
}
