'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { type FormError, FormErrors } from '#components/ui/form-errors.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { CurrentRule } from '#domain/auto-lead/update-rule.ts';
import { ChoiceField } from './choice-field.tsx';
import { RuleFields } from './rule-fields.tsx';
import type { Choices, RuleActions, RuleDraft } from './types.ts';

type Props = {
  /** The one being edited; none for a new one. */
  rule: RuleView | undefined;
  choices: Choices;
  actions: RuleActions;
  /** Closes it; what comes back opens the offer to decide the past anew. */
  onSaved: () => () => void;
  onClose: () => void;
};

const ORIGIN = 'ruleOriginId';

/** The pop-up of a rule. */
export default function RuleDialog({ rule, choices, actions, onSaved, onClose }: Props) {
  const t = useTranslations('autoLead');
  const toast = useToast();
  const problems = useProblems();
  const { base, draft, setDraft, run, pending, failure, current, settle } = useRuleDraft(rule, actions);
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => atOwnField(problems.list(failure)), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run(base ? { ...draft, id: base.id, version: base.version } : draft);
    if (!result.ok) return;
    const reapply = onSaved();
    toast({
      title: t(base ? 'ruleSaved' : 'ruleCreated'),
      action: { label: t('reapplyToo'), onSelect: reapply },
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(base ? 'editRule' : 'newRule')}
      confirmClose
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          {current ? <ChangedMeanwhile onSettle={settle} /> : <FormErrors errors={errors} />}
          <RuleFields
            draft={draft}
            choices={choices}
            errorAt={(name) => problems.at(failure, name)}
            onChange={change}
          />
          <ChoiceField
            label={t('givesOrigin')}
            name={ORIGIN}
            value={draft.originId}
            none={t('chooseOrigin')}
            options={choices.origins}
            error={problems.at(failure, 'originId')}
            onChange={(originId) => change({ originId })}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function ChangedMeanwhile({ onSettle }: { onSettle: (kept: 'mine' | 'theirs') => void }) {
  const t = useTranslations('autoLead');
  const labels = { theirs: t('takeTheirs'), mine: t('keepMine') };
  return <StaleChoice title={t('staleRuleTitle')} labels={labels} onSettle={onSettle} />;
}

/** What is being typed, what it began from, and what somebody else has saved meanwhile. */
function useRuleDraft(rule: RuleView | undefined, actions: RuleActions) {
  // Live updates under an open form must not change what the person began from.
  const [base, setBase] = useState(rule);
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(base));
  const { forget, ...running } = useAction(base ? actions.update : actions.create);
  const { failure } = running;
  const current = failure?.code === 'stale' ? (failure.details as { current: CurrentRule }).current : null;

  function settle(kept: 'mine' | 'theirs') {
    if (!current || !base) return;
    setBase({ ...base, version: current.version });
    if (kept === 'theirs') setDraft(draftOf(current));
    forget();
  }

  return { base, draft, setDraft, ...running, current, settle };
}

/** The page's own form has a field of that name. */
function atOwnField(errors: FormError[]): FormError[] {
  return errors.map((one) => (one.field === 'originId' ? { ...one, field: ORIGIN } : one));
}

function draftOf(rule: Partial<RuleView> | undefined): RuleDraft {
  const kind = rule?.kind === 'text' || rule?.kind === 'number' ? rule.kind : 'ad';
  return {
    kind,
    by: rule?.by ?? (kind === 'text' ? 'contains' : 'any'),
    text: rule?.text ?? '',
    sourceType: rule?.sourceType ?? 'ad',
    numberId: rule?.numberId ?? null,
    originId: rule?.originId ?? null,
  };
}
