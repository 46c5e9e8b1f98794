import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Automation } from '#domain/automations/get.ts';
import { type Draft, isSame } from './draft-rules.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { EditorActions } from './types.ts';
import type { Editor } from './use-editor.ts';

export type Inside = 'keep' | 'move';
type Current = Pick<Automation, 'name' | 'version' | 'definition'>;

/** Saves what the editor holds. `stale`: what somebody else saved in between. */
export function useSave(id: number, editor: Editor, actions: EditorActions) {
  const t = useTranslations('automations');
  const toast = useToast();
  const router = useRouter();
  const problems = useProblems();
  const { run, pending, failure, forget } = useAction(actions.update);
  const stale = failure?.code === 'stale' ? (failure.details as { current: Current }).current : null;

  const [queue] = useState(() => oneAtATime<number | null>());
  /** What was last asked to be stored. */
  const [asked, setAsked] = useState<Draft | null>(null);

  /** The version that is stored now, or null: it could not be saved. */
  function save(inside: Inside = 'keep', isQuiet = false): Promise<number | null> {
    setAsked(editor.peek().draft);
    return queue(() => saveNow(inside, isQuiet));
  }

  async function saveNow(inside: Inside, isQuiet: boolean): Promise<number | null> {
    const { version, base, draft } = editor.peek();
    if (isSame(base, draft)) return version;
    const { definition } = draft;
    const name = draft.name.trim();
    const result = await run({ id, version, name: draft.name, definition, inside });
    if (!result.ok) {
      if (result.code !== 'stale' && !result.fields.name)
        toast({ title: problems.sentence(result), tone: 'danger' });
      // What it names may have gone meanwhile: the cards show it then.
      if (result.fields.definition) router.refresh();
      return null;
    }
    editor.saved(result.value.version, { name, definition }, draft);
    if (!isQuiet) toast({ title: t('saved', { name }) });
    return result.value.version;
  }

  function settle(kept: 'mine' | 'theirs') {
    if (!stale) return;
    const { version, name, definition } = stale;
    editor.rebase(version, { name, definition }, kept === 'mine');
    forget();
  }

  // What was changed since can be saved too: it follows what is under way.
  const isBusy = pending && asked !== null && isSame(asked, editor.peek().draft);
  return { save, isBusy, stale, settle, nameError: problems.at(failure, 'name') };
}
