import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Field } from '#domain/fields/types.ts';
import type { FieldUse } from '#domain/fields/use.ts';
import type { FieldActions } from './types.ts';

type Props = {
  /** The one to delete; none: closed. */
  field: Field | undefined;
  actions: FieldActions;
  onClose: () => void;
};

/** Asks before a field goes with all its answers: how many these are, and what asks for it. */
export function DeleteField({ field, actions, onClose }: Props) {
  const t = useTranslations('fields');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(actions.remove);
  const use = useFieldUse(field?.id, actions);

  async function remove(id: number) {
    const result = await run({ id });
    onClose();
    toast(
      result.ok
        ? { title: t('deleted', { name: result.value.name, count: result.value.answerTotal }) }
        : { title: problems.sentence(result), tone: 'danger' },
    );
  }

  return (
    <Confirm
      open={field !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteTitle', { name: field?.name ?? '' })}
      confirmLabel={t('deleteDo')}
      pending={pending || use === null}
      onConfirm={() => field && use && remove(field.id)}
    >
      {use === null ? <p>{t('counting')}</p> : <Consequences use={use} />}
      {field && <AutomationUses kind="field" id={field.id} fate="off" />}
    </Confirm>
  );
}

function Consequences({ use }: { use: FieldUse | 'failed' }) {
  const t = useTranslations('fields');
  if (use === 'failed') return <p>{t('notCounted')}</p>;
  const { answerTotal, segments, views } = use;
  return (
    <div className="flex flex-col gap-2">
      <p>{t('answersGo', { count: answerTotal })}</p>
      {segments.length > 0 && <p>{t('segmentsUse', { names: segments.join(', ') })}</p>}
      {views.length > 0 && <p>{t('viewsUse', { names: views.join(', ') })}</p>}
      <p>{t('historyKept')}</p>
    </div>
  );
}

/** What would go with the field: null while it is being counted. */
function useFieldUse(id: number | undefined, actions: FieldActions): FieldUse | 'failed' | null {
  const [use, setUse] = useState<FieldUse | 'failed' | null>(null);
  const ask = actions.use;
  useEffect(() => {
    if (id === undefined) return;
    let isWanted = true;
    void reach(ask, { id }).then((result) => {
      if (isWanted) setUse(result.ok ? result.value : 'failed');
    });
    return () => {
      isWanted = false;
    };
  }, [id, ask]);
  return use;
}
