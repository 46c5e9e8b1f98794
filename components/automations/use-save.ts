import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Automation } from '#domain/automations/get.ts';
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

  /** The version that is stored now, or null: it could not be saved. */
  async function save(inside: Inside = 'keep', isQuiet = false): Promise<number | null> {
    const { name, definition, version } = editor;
    if (!editor.isDirty) return version;
    const result = await run({ id, version, name, definition, inside });
    if (!result.ok) {
      if (result.code !== 'stale' && !result.fields.name)
        toast({ title: problems.sentence(result), tone: 'danger' });
      // What it names may have gone meanwhile: the cards show it then.
      if (result.fields.definition) router.refresh();
      return null;
    }
    editor.rebase(result.value.version, { name: name.trim(), definition });
    if (!isQuiet) toast({ title: t('saved', { name: name.trim() }) });
    return result.value.version;
  }

  function settle(kept: 'mine' | 'theirs') {
    if (!stale) return;
    const { version, name, definition } = stale;
    editor.rebase(version, { name, definition }, kept === 'mine');
    forget();
  }

  return { save, pending, stale, settle, nameError: problems.at(failure, 'name') };
}
