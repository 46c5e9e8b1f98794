import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import type { AutomationActions, AutomationRowView } from './types.ts';

type Props = {
  automation: AutomationRowView | undefined;
  remove: AutomationActions['remove'];
  onClose: () => void;
};

/** Asks before an automation goes, and says what goes with it. */
export function DeleteAutomation({ automation, remove, onClose }: Props) {
  const t = useTranslations('automations');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(remove);
  const shown = useLastKnown(automation, automation?.id);

  async function confirm() {
    if (!automation) return;
    const result = await run({ id: automation.id });
    onClose();
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({ title: t('deleted', { name: result.value.name }) });
  }

  return (
    <Confirm
      open={automation !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteTitle', { name: shown?.name ?? '' })}
      confirmLabel={t('delete')}
      onConfirm={confirm}
      pending={pending}
    >
      {t('deleteBody', { count: shown?.insideTotal ?? 0 })}
    </Confirm>
  );
}
