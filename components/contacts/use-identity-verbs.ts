import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { IdentityMoved } from '#domain/contacts/move-identity.ts';
import type { Action, ActionFailure } from '#domain/result.ts';
import type { IdentityView, MergeEntry } from './identity-view.ts';
import { staleIn } from './save-over.ts';
import type { IdentityActions } from './types.ts';

type Seen = Pick<Contact, 'id' | 'version' | 'name'>;
type Saved = { id: number; version: number };
type Known = Pick<IdentityView, 'kind' | 'value' | 'text' | 'isMain'>;
type Named = { id: number; name: string };

/** What is done to the identities of the contact on its page; told in a toast and taken back there. */
export type IdentityVerbs = {
  setMain: (identity: Known) => void;
  remove: (identity: Known) => void;
  tellMoved: (identity: Known, to: Named, moved: IdentityMoved) => void;
  tellMovedToNew: (identity: Known, to: Named, moved: IdentityMoved) => void;
  split: (merge: MergeEntry) => Promise<void>;
};

type Act = <T>(action: Action<T>, input: object, title: string, undo?: (value: T) => void) => void;

export function useIdentityVerbs({ id, version }: Seen, actions: IdentityActions): IdentityVerbs {
  const t = useTranslations('identities');
  const act = useAct();
  const split = useSplit(actions);
  const told = useMoved(actions, act);
  return {
    ...told,
    split,
    setMain: ({ kind, value, text }) =>
      act(actions.setMain, { id, version, kind, value }, t('isMainNow', { value: text })),
    remove: ({ kind, value, text, isMain }) => {
      const back = (saved: Saved) => {
        const again = { ...saved, kind, value: plain(kind, value), asMain: isMain };
        act(actions.add, again, t('isBack', { value: text }));
      };
      const undo = kind === 'whatsapp_user' ? undefined : back;
      act(actions.remove, { id, version, kind, value }, t('removed', { value: text }), undo);
    },
  };
}

/** Runs an action; when it did, says so and offers `undo`. */
function useAct(): Act {
  const t = useTranslations('identities');
  const toast = useToast();
  const tellFailure = useFailures();
  return (action, input, title, undo) =>
    startTransition(async () => {
      const result = await reach(action, input);
      if (!result.ok) return tellFailure(result);
      const taken = undo && { action: { label: t('undo'), onSelect: () => undo(result.value) } };
      toast({ title, ...taken });
    });
}

/** Says where a phone or e-mail went, and takes it back. */
function useMoved(actions: IdentityActions, act: Act): Pick<IdentityVerbs, 'tellMoved' | 'tellMovedToNew'> {
  const t = useTranslations('identities');
  const toast = useToast();
  const tell = ({ text }: Known, { name }: Named, undo: () => void) =>
    toast({
      title: t('movedTo', { value: text, name }),
      action: { label: t('undo'), onSelect: undo },
    });
  return {
    tellMoved: (identity, to, moved) =>
      tell(identity, to, () => {
        const { kind, value, text } = identity;
        const back = { ...moved.to, kind, value, toId: moved.id, asMain: moved.wasMain };
        act(actions.move, back, t('isBack', { value: text }));
      }),
    tellMovedToNew: (identity, to, moved) =>
      tell(identity, to, () => {
        const { kind, text } = identity;
        const into = { intoId: moved.id, intoVersion: moved.version };
        const from = { fromId: moved.to.id, fromVersion: moved.to.version };
        const main = moved.wasMain && kind !== 'whatsapp_user' ? { [kind]: 'from' } : {};
        act(actions.merge, { ...into, ...from, choices: { ...KEPT, ...main } }, t('isBack', { value: text }));
      }),
  };
}

function useSplit(actions: IdentityActions): IdentityVerbs['split'] {
  const t = useTranslations('identities');
  const toast = useToast();
  const router = useRouter();
  const tellFailure = useFailures();
  return async ({ mergeId, fromId }) => {
    const result = await reach(actions.split, { mergeId });
    if (!result.ok) return tellFailure(result);
    const { name, kept, isStatusReplaced } = result.value;
    const remarks = [
      kept.length > 0 && t('splitKept', { count: kept.length }),
      isStatusReplaced && t('splitElsewhere'),
    ];
    toast({
      title: t('splitDone', { name }),
      description: remarks.filter(Boolean).join(' '),
      action: { label: t('open'), onSelect: () => router.push(`/contacts/${fromId}`) },
    });
  };
}

/** The survivor keeps all its own. */
const KEPT = {
  name: 'into',
  type: 'into',
  phone: 'into',
  email: 'into',
  company: 'into',
  website: 'into',
  notes: 'into',
  ownerId: 'into',
  statusId: 'into',
  originId: 'into',
  isActive: 'into',
};

/** As a form takes it: digits of any country need their plus. */
const plain = (kind: Known['kind'], value: string) => (kind === 'phone' ? `+${value}` : value);

function useFailures() {
  const t = useTranslations('identities');
  const toast = useToast();
  const router = useRouter();
  const problems = useProblems();
  return (failure: ActionFailure) => {
    const stale = staleIn(failure);
    if (stale) router.refresh();
    toast({
      title: stale ? t('stale', { by: stale.changedBy ?? t('somebody') }) : problems.sentence(failure),
      tone: stale ? 'warning' : 'danger',
    });
  };
}
