'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { prefilledText } from '#domain/auto-lead/code-rules.ts';
import type { CurrentLink } from '#domain/auto-lead/update-link.ts';
import type { LinkActions, LinkChoices, LinkView } from './types.ts';

type Props = {
  /** The one being edited; none for a new one. */
  link: LinkView | undefined;
  choices: LinkChoices;
  actions: LinkActions;
  onMade: (id: number) => void;
  onClose: () => void;
};

/** The pop-up of a tracked link. */
export default function LinkDialog({ link, choices, actions, onMade, onClose }: Props) {
  const t = useTranslations('links');
  const toast = useToast();
  const problems = useProblems();
  const { base, draft, setDraft, run, pending, failure, current, settle } = useLinkDraft(
    link,
    choices,
    actions,
  );
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);
  const field = (name: keyof typeof draft) => ({
    name,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  const at = (name: string) => problems.at(failure, name);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run(base ? { ...draft, id: base.id, version: base.version } : draft);
    if (!result.ok) return;
    toast({ title: t(base ? 'saved' : 'created', { name: draft.name }) });
    onMade(result.value.id);
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(base ? 'editTitle' : 'newTitle')}
      confirmClose
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          {current ? (
            <StaleChoice
              title={t('staleTitle')}
              labels={{ theirs: t('takeTheirs'), mine: t('keepMine') }}
              onSettle={settle}
            />
          ) : (
            <FormErrors errors={errors} />
          )}
          <LinkFields {...{ base, choices, field, at }} greeting={draft.greeting} />
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

/** What is being typed, what it began from, and what somebody else has saved meanwhile. */
function useLinkDraft(link: LinkView | undefined, choices: LinkChoices, actions: LinkActions) {
  const t = useTranslations('links');
  // Live updates under an open form must not change what the person began from.
  const [base, setBase] = useState(link);
  const [draft, setDraft] = useState(() =>
    draftOf(
      link ?? {
        name: '',
        originId: '',
        numberId: choices.numbers[0]?.id ?? '',
        greeting: t('usualGreeting'),
      },
    ),
  );
  const { forget, ...running } = useAction(base ? actions.update : actions.create);
  const { failure } = running;
  const current = failure?.code === 'stale' ? (failure.details as { current: CurrentLink }).current : null;
  function settle(kept: 'mine' | 'theirs') {
    if (!current || !base) return;
    setBase({ ...base, version: current.version });
    if (kept === 'theirs') setDraft(draftOf(current));
    forget();
  }

  return { base, draft, setDraft, ...running, current, settle };
}

type Draft = Record<'name' | 'originId' | 'numberId' | 'greeting', string>;

function draftOf(facts: Record<keyof Draft, string | number>): Draft {
  const { name, originId, numberId, greeting } = facts;
  return {
    name: String(name),
    originId: String(originId),
    numberId: String(numberId),
    greeting: String(greeting),
  };
}

type FieldsProps = {
  base: LinkView | undefined;
  choices: LinkChoices;
  field: (name: 'name' | 'originId' | 'numberId' | 'greeting') => Control;
  at: (name: string) => string | undefined;
  greeting: string;
};

type Control = { name: string; value: string; onChange: (event: { target: { value: string } }) => void };

function LinkFields({ base, choices, field, at, greeting }: FieldsProps) {
  const t = useTranslations('links');
  return (
    <>
      <Field label={t('name')} hint={t('nameHint')} error={at('name')}>
        <Input {...field('name')} maxLength={120} autoComplete="off" />
      </Field>
      <Field label={t('origin')} error={at('originId')}>
        <Select {...field('originId')}>
          <option value="">{t('chooseOrigin')}</option>
          <Options of={choices.origins} kept={base && { id: base.originId, name: base.originName }} />
        </Select>
      </Field>
      <Field
        label={t('number')}
        hint={choices.numbers.length === 0 ? t('noNumbers') : undefined}
        error={at('numberId')}
      >
        <Select {...field('numberId')}>
          <option value="">{t('chooseNumber')}</option>
          <Options of={choices.numbers} kept={base && { id: base.numberId, name: base.phone }} />
        </Select>
      </Field>
      <Field
        label={t('greeting')}
        hint={t('greetingHint', { text: prefilledText(greeting.trim(), base?.code ?? 'K7QX2') })}
        error={at('greeting')}
      >
        <Input {...field('greeting')} maxLength={200} autoComplete="off" />
      </Field>
    </>
  );
}

type Named = { id: number; name: string };

/** Those that can be chosen, and the one that is, should it be no longer offered. */
function Options({ of, kept }: { of: Named[]; kept: Named | undefined }) {
  const all = kept && !of.some(({ id }) => id === kept.id) ? [...of, kept] : of;
  return all.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
