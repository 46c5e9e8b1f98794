import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { ContactsMerged } from '#domain/contacts/merge.ts';
import type { MergeActions } from './types.ts';

/** Tells of a merge, with the way back in the toast. */
export function useMergeToast(actions: MergeActions): (merged: ContactsMerged) => void {
  const t = useTranslations('merging');
  const toast = useToast();
  const router = useRouter();
  const problems = useProblems();
  return ({ mergeId, name, fromId, fromName }) => {
    async function undo() {
      const result = await reach(actions.split, { mergeId, isUndo: true });
      if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
      toast({
        title: t('splitAgain', { name: fromName }),
        action: { label: t('open'), onSelect: () => router.push(`/contacts/${fromId}`) },
      });
    }
    toast({ title: t('merged', { from: fromName, name }), action: { label: t('undo'), onSelect: undo } });
  };
}
