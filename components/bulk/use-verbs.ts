import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { BulkView } from '#domain/bulk/view.ts';
import type { ActionResult } from '#domain/result.ts';
import type { BulkVerbs } from './types.ts';

/** Undoing and stopping, told in a toast where nothing else tells. */
export function useBulkVerbs(actions: BulkVerbs, onDone: () => void = () => {}) {
  const t = useTranslations('bulk');
  const toast = useToast();
  const undoing = useAction(actions.undo);
  const stopping = useAction(actions.cancel);
  const callingOff = useAction(actions.cancelAutomations);

  function tell(result: ActionResult<BulkView>) {
    if (!result.ok) return toast({ title: t('failed'), tone: 'danger' });
    onDone();
    if (result.value.state === 'undone')
      toast({ title: t('undone', { count: result.value.counts.restored ?? 0 }) });
  }

  return {
    pending: undoing.pending || stopping.pending || callingOff.pending,
    undo: async (id: number) => tell(await undoing.run({ id })),
    stop: async (id: number) => tell(await stopping.run({ id })),
    callOff: async (id: number) => tell(await callingOff.run({ id })),
  };
}
