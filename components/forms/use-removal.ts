'use client';

import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import { reach } from './use-action.ts';
import { useProblems } from './use-problems.ts';

type Removed = { name: string; changeId: string };

/** What is said, and done, after each of the two. */
type After<T> = {
  deleted: (name: string) => string;
  undo: string;
  restored: (thing: T) => string;
  onDeleted?: () => void;
  onRestored?: (thing: T) => void;
};

/** Deletes something without asking, by its id, and offers in a toast to take that back. */
export function useRemoval<T>(
  actions: { remove: Action<Removed>; restore: Action<T> },
  after: After<T>,
): (id: number) => Promise<void> {
  const toast = useToast();
  const problems = useProblems();

  async function restore(changeId: string) {
    const result = await reach(actions.restore, { changeId });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    after.onRestored?.(result.value);
    toast({ title: after.restored(result.value) });
  }

  return async (id) => {
    const result = await reach(actions.remove, { id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    const { name, changeId } = result.value;
    after.onDeleted?.();
    toast({
      title: after.deleted(name),
      action: { label: after.undo, onSelect: () => void restore(changeId) },
    });
  };
}
