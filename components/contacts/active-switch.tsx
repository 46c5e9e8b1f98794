import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { Switch } from '#components/ui/switch.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import { saveOver } from './save-over.ts';

type Props = {
  contact: { id: number; version: number; name: string; isActive: boolean };
  setActive: Action<{ id: number; version: number }>;
  /** Shown beside the switch; without it the label is for ears only. */
  label?: string;
};

/** Whether a contact takes part in automations and reports; answers at once. */
export function ActiveSwitch({ contact, setActive, label }: Props) {
  const t = useTranslations('contacts');
  const toast = useToast();
  const problems = useProblems();
  const [isActive, show] = useOptimistic(contact.isActive);

  const change = (next: boolean) =>
    startTransition(async () => {
      show(next);
      const result = await saveOver(setActive, contact, { isActive: next });
      if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
    });

  return (
    <Switch
      label={label ?? t('activeNamed', { name: contact.name })}
      hideLabel={!label}
      checked={isActive}
      onChange={(event) => change(event.target.checked)}
    />
  );
}
