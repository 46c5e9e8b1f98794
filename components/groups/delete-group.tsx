import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { GroupActions, ShownGroup } from './types.ts';

type Props = {
  /** The one to delete; none: closed. */
  group: ShownGroup | undefined;
  actions: GroupActions;
  /** Whether the automations that name it can be looked at. */
  seesAutomations: boolean;
  onClose: () => void;
};

/** Asks before a group goes; afterwards it can be brought back with its contacts. */
export function DeleteGroup({ group, actions, seesAutomations, onClose }: Props) {
  const t = useTranslations('groups');
  const format = useFormatter();
  const router = useRouter();
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(actions.remove);

  async function undo(id: number) {
    const result = await reach(actions.restore, { id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    const { name, stillOff } = result.value;
    const [first, ...more] = stillOff;
    if (!first) return toast({ title: t('restored', { name }) });
    const href = more.length === 0 ? `/automations/${first.id}` : '/automations';
    toast({
      title: t('restored', { name }),
      description: t('stillOff', {
        count: stillOff.length,
        names: format.list(stillOff.map((one) => `“${one.name}”`)),
      }),
      action: seesAutomations
        ? { label: t('toAutomations', { count: stillOff.length }), onSelect: () => router.push(href) }
        : undefined,
    });
  }

  async function remove(id: number) {
    const result = await run({ id });
    onClose();
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({
      title: t('deleted', { name: result.value.name }),
      action: { label: t('undo'), onSelect: () => undo(id) },
    });
  }

  return (
    <Confirm
      open={group !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteTitle', { name: group?.name ?? '' })}
      confirmLabel={t('delete')}
      pending={pending}
      onConfirm={() => group && remove(group.id)}
    >
      {group && <p>{t(group.isExact ? 'deleteBody' : 'deleteBodyMore', { count: group.contactTotal })}</p>}
      {group && <AutomationUses kind="group" id={group.id} fate="off" />}
    </Confirm>
  );
}
