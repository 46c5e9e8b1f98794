import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { SegmentDependents } from '#domain/segments/dependents.ts';
import type { SegmentActions, SegmentRow } from './types.ts';

type Props = { segment: SegmentRow; actions: SegmentActions; onClose: () => void };

/** Asks before a segment goes, and says what uses it. */
export function DeleteSegment({ segment, actions, onClose }: Props) {
  const t = useTranslations('segments');
  const toast = useToast();
  const format = useFormatter();
  const problems = useProblems();
  const { run, pending } = useAction(actions.remove);
  const used = useDependents(segment, actions);

  async function remove() {
    const result = await run({ id: segment.id });
    onClose();
    toast({ title: result.ok ? t('deletedToast', { name: segment.name }) : problems.sentence(result) });
  }

  return (
    <Confirm
      open={used !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteTitle', { name: segment.name })}
      confirmLabel={t('delete')}
      pending={pending}
      onConfirm={remove}
    >
      <p>
        {used && used.views.length > 0
          ? t('deleteUsed', {
              count: used.views.length,
              names: format.list(used.views.map((name) => `“${name}”`)),
            })
          : t('deleteUnused')}
      </p>
      <AutomationUses kind="segment" id={segment.id} fate="off" />
      {used && used.hiddenViews > 0 && <p>{t('deleteHidden', { count: used.hiddenViews })}</p>}
    </Confirm>
  );
}

function useDependents({ id }: SegmentRow, actions: SegmentActions): SegmentDependents | null {
  const [used, setUsed] = useState<SegmentDependents | null>(null);
  const ask = useEffectEvent(async () => {
    const answer = await reach(actions.dependents, { id });
    setUsed(answer.ok ? answer.value : { views: [], hiddenViews: 0 });
  });
  useEffect(() => {
    ask();
  }, []);
  return used;
}
