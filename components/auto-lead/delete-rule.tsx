'use client';

import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { Choices, RuleActions } from './types.ts';
import { useRuleWords } from './use-rule-words.ts';

type Props = {
  rule: RuleView;
  choices: Choices;
  actions: RuleActions;
  /** Closes it; what comes back opens the offer to decide the past anew. */
  onSaved: () => () => void;
  onClose: () => void;
};

/** Asks before a rule goes. */
export default function DeleteRule({ rule, choices, actions, onSaved, onClose }: Props) {
  const t = useTranslations('autoLead');
  const says = useRuleWords(choices);
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(actions.remove);

  async function remove() {
    const result = await run({ id: rule.id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    const reapply = onSaved();
    toast({ title: t('ruleDeleted'), action: { label: t('reapplyToo'), onSelect: reapply } });
  }

  return (
    <Confirm
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteRuleTitle')}
      confirmLabel={t('delete')}
      pending={pending}
      onConfirm={remove}
    >
      <p className="font-medium">{says(rule)}</p>
      <p>{t('deleteRuleBody')}</p>
    </Confirm>
  );
}
