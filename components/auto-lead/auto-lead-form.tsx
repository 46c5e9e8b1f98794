'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import { AssignmentFields, type FieldsProps } from './assignment-fields.tsx';
import { ChoiceField } from './choice-field.tsx';
import { HoursField } from './hours-field.tsx';
import { ReturnFields } from './return-fields.tsx';
import type { Choices, Settings } from './types.ts';

type Props = {
  settings: Settings;
  choices: Choices;
  timeZone: string;
  save: Action<{ version: number }>;
};

/** What is being typed stays whoever saves meanwhile; with nothing typed, the form shows what the server has. */
function useDraft(settings: Settings) {
  const [base, setBase] = useState(settings);
  const [draft, setDraft] = useState(settings);
  if (settings.version > base.version && draft === base) {
    setBase(settings);
    setDraft(settings);
  }
  const saved = (version: number) => {
    const next = { ...draft, version };
    setBase(next);
    setDraft(next);
  };
  return { draft, setDraft, saved };
}

/** How messages become leads, as one form: the manual's four settings first. */
export function AutoLeadForm({ settings, choices, timeZone, save }: Props) {
  const t = useTranslations('autoLead');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure, forget } = useAction(save);
  const { draft, setDraft, saved } = useDraft(settings);
  const change = (part: Partial<Settings>) => setDraft((before) => ({ ...before, ...part }));
  const current = failure?.code === 'stale' ? (failure.details as { current: Settings }).current : null;
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);
  const shared = { draft, choices, onChange: change, errorAt: (name: string) => problems.at(failure, name) };

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run(draft);
    if (!result.ok) return;
    saved(result.value.version);
    toast({ title: t('saved') });
  }

  function settle(kept: 'mine' | 'theirs') {
    if (!current) return;
    setDraft(kept === 'theirs' ? current : { ...draft, version: current.version });
    forget();
  }

  return (
    <section className="panel auto-lead-form" aria-labelledby="auto-lead-settings">
      <h2 id="auto-lead-settings" className="panel-title">
        {t('settings')}
      </h2>
      <form onSubmit={submit} noValidate>
        {current ? (
          <StaleChoice
            title={t('staleTitle')}
            labels={{ theirs: t('takeTheirs'), mine: t('keepMine') }}
            onSettle={settle}
          />
        ) : (
          <FormErrors errors={errors} />
        )}
        <MainFields {...shared} />
        <AssignmentFields {...shared} />
        <HoursField
          hours={draft.workingHours}
          timeZone={timeZone}
          error={shared.errorAt('workingHours')}
          onChange={(workingHours) => change({ workingHours })}
        />
        <ReturnFields {...shared} />
        <div className="panel-end">
          <Button type="submit" variant="primary" pending={pending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** On or off, and what a lead begins with. */
function MainFields({ draft, choices, onChange, errorAt }: FieldsProps) {
  const t = useTranslations('autoLead');
  return (
    <>
      <div className="field">
        <Switch
          label={t('isOn')}
          name="isOn"
          checked={draft.isOn}
          onChange={(event) => onChange({ isOn: event.target.checked })}
        />
        <p className="field-hint">{t(draft.isOn ? 'onHint' : 'offHint')}</p>
      </div>
      <ChoiceField
        label={t('status')}
        name="statusId"
        value={draft.statusId}
        none={t('workspaceDefault', { name: choices.defaultStatus })}
        options={choices.statuses}
        error={errorAt('statusId')}
        onChange={(statusId) => onChange({ statusId })}
      />
      <ChoiceField
        label={t('origin')}
        name="originId"
        hint={t('originHint')}
        value={draft.originId}
        none={t('chooseOrigin')}
        options={choices.origins}
        error={errorAt('originId')}
        onChange={(originId) => onChange({ originId })}
      />
    </>
  );
}
