'use client';

import { useTranslations } from 'next-intl';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Toast } from '#components/ui/toast-types.ts';
import type { Deleted } from '#domain/origins/delete.ts';
import type { Merged } from '#domain/origins/merge.ts';
import type { Action, ActionFailure } from '#domain/result.ts';
import type { OriginActions } from './types.ts';

/** What stands in the way of a verb: a merge, or what Auto Lead does with it. */
function useTellFailure() {
  const t = useTranslations('origins');
  const toast = useToast();
  const problems = useProblems();
  return (failure: ActionFailure) => {
    const details = (failure.details ?? {}) as { mergedInto?: { name: string }; ruleTotal?: number };
    const { mergedInto, ruleTotal } = details;
    const reason = ruleTotal === undefined ? problems.sentence(failure) : t('leadsFirst');
    toast({ title: mergedInto ? t('separateFirst', { name: mergedInto.name }) : reason, tone: 'danger' });
  };
}

export type Verbs = ReturnType<typeof useVerbs>;

/** What can be done with an origin from several places, told in a toast that can take it back. */
export function useVerbs(actions: OriginActions) {
  const t = useTranslations('origins');
  const toast = useToast();
  const tellFailure = useTellFailure();

  async function attempt<T>(action: Action<T>, input: unknown, tell: (value: T) => Toast): Promise<boolean> {
    const result = await reach(action, input);
    if (result.ok) toast(tell(result.value));
    else tellFailure(result);
    return result.ok;
  }

  const undo = (onSelect: () => unknown) => ({ label: t('undo'), onSelect: () => void onSelect() });

  const archive = (id: number): Promise<boolean> =>
    attempt(actions.archive, { id }, ({ name }) => ({
      title: t('archivedToast', { name }),
      action: undo(() => unarchive(id)),
    }));

  const unarchive = (id: number): Promise<boolean> =>
    attempt(actions.unarchive, { id }, ({ name }) => ({
      title: t('unarchivedToast', { name }),
      action: undo(() => archive(id)),
    }));

  const unmerge = (mergeId: number) =>
    attempt(actions.unmerge, { mergeId }, ({ origin, returnedTotal }) => ({
      title: t('separated', { name: origin.name, count: returnedTotal }),
    }));

  const restore = (changeId: string) =>
    attempt(actions.restore, { changeId }, ({ name }) => ({ title: t('restored', { name }) }));

  const forgetAlias = (id: number, alias: { id: number; name: string }) =>
    attempt(actions.forgetAlias, { id, aliasId: alias.id }, () => ({
      title: t('forgotten', { name: alias.name }),
    }));

  const tellMerged = ({ from, into, movedTotal, mergeId }: Merged) =>
    toast({
      title: t('merged', { from: from.name, into: into.name, count: movedTotal }),
      action: undo(() => unmerge(mergeId)),
    });

  const tellDeleted = ({ origin, changeId }: Deleted) =>
    toast({ title: t('deleted', { name: origin.name }), action: undo(() => restore(changeId)) });

  return { archive, unarchive, unmerge, forgetAlias, tellMerged, tellDeleted, tellFailure };
}
