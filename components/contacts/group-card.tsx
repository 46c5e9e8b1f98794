import { Plus, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, startTransition, useOptimistic, useState } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { GroupActions } from './types.ts';
import { useFocusBack } from './use-focus-back.ts';

// Fetched when somebody is about to add one.
const pickerCode = () => import('./group-picker.tsx');
const GroupPicker = lazy(pickerCode);

type Named = { id: number; name: string };

type Props = {
  contactId: number;
  /** Those that the contact is in, and all. */
  groups: Named[];
  all: Named[];
  actions: GroupActions;
};

/** The hand-made lists that a contact is in; into another, or out of one, at once. */
export function GroupCard({ contactId, groups, all, actions }: Props) {
  const t = useTranslations('contacts');
  const { shown, add, remove, make } = useMembership({ contactId, groups, actions });
  const [isPicking, setPicking] = useState(false);
  const opener = useFocusBack(!isPicking);
  const others = all.filter((group) => !shown.some((one) => one.id === group.id));
  return (
    <section className="contact-card" aria-labelledby="groups-title">
      <header className="contact-card-header">
        <h2 id="groups-title">{t('groups')}</h2>
        {!isPicking && (
          <Button
            ref={opener}
            size="small"
            variant="quiet"
            onPointerEnter={pickerCode}
            onFocus={pickerCode}
            onClick={() => setPicking(true)}
          >
            <Plus />
            {t('addToGroup')}
          </Button>
        )}
      </header>
      {isPicking && (
        <Suspense fallback={null}>
          <GroupPicker groups={others} onPick={add} onMake={make} onClose={() => setPicking(false)} />
        </Suspense>
      )}
      {shown.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {shown.map((group) => (
            <li key={group.id} className="group-chip">
              <Link
                href={`/contacts?group=${group.id}`}
                prefetch={false}
                className="truncate"
                data-tip-clipped=""
              >
                {group.name}
              </Link>
              <button
                type="button"
                aria-label={t('removeFromGroup', { group: group.name })}
                data-tip={t('removeFromGroup', { group: group.name })}
                onClick={() => remove(group)}
              >
                <X />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        !isPicking && <p className="text-foreground-muted">{t('noGroups')}</p>
      )}
    </section>
  );
}

type Change = { add?: Named; remove?: Named };

function useMembership({ contactId, groups, actions }: Omit<Props, 'all'>) {
  const t = useTranslations('contacts');
  const toast = useToast();
  const problems = useProblems();
  const [shown, show] = useOptimistic<Named[], Change>(groups, (now, { add, remove }) => [
    ...now.filter((one) => one.id !== remove?.id && one.id !== add?.id),
    ...(add ? [add] : []),
  ]);
  const input = ({ id }: Named) => ({ groupId: id, contactIds: [contactId] });

  const add = (group: Named) =>
    startTransition(async () => {
      show({ add: group });
      const result = await reach(actions.add, input(group));
      if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
    });

  const remove = (group: Named) =>
    startTransition(async () => {
      show({ remove: group });
      const result = await reach(actions.remove, input(group));
      if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
      toast({
        title: t('removedFromGroup', { group: group.name }),
        action: { label: t('undo'), onSelect: () => add(group) },
      });
    });

  const make = (name: string) =>
    startTransition(async () => {
      const made = await reach(actions.create, { name });
      if (!made.ok) return toast({ title: problems.sentence(made), tone: 'danger' });
      add(made.value);
    });

  return { shown, add, remove, make };
}
