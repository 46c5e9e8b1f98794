'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { TARGET_KINDS, TARGET_SPANS, type TargetKind, type TargetSpan } from '#db/target-values.ts';
import type { Target } from '#domain/targets/list.ts';
import type { TargetActions, TargetChoices } from './target-types.ts';

type Props = {
  /** The one being edited; null for a new one. */
  target: Target | null;
  choices: TargetChoices;
  actions: TargetActions;
  onClose: () => void;
};

type Draft = { kind: TargetKind; thingId: string; ownerId: string; span: TargetSpan; amount: string };

function draftOf(target: Target | null): Draft {
  return {
    kind: target?.kind ?? 'status',
    thingId: String(target?.thing.id ?? ''),
    ownerId: String(target?.owner?.id ?? ''),
    span: target?.span ?? 'month',
    amount: String(target?.amount ?? ''),
  };
}

/** The pop-up in which a target is set. */
export default function TargetDialog({ target, choices, actions, onClose }: Props) {
  const t = useTranslations('targets');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(target ? actions.update : actions.create);
  const [draft, setDraft] = useState(() => draftOf(target));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const subject = target ? { id: target.id, version: target.version } : {};
    const result = await run({
      ...subject,
      kind: draft.kind,
      thingId: Number(draft.thingId),
      ownerId: draft.ownerId === '' ? null : Number(draft.ownerId),
      span: draft.span,
      amount: Number(draft.amount),
    });
    if (!result.ok) return;
    onClose();
    toast({ title: t('savedToast', { name: result.value.thing.name }) });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(target ? 'editTitle' : 'newTitle')}
      confirmClose
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <FormErrors errors={errors} />
          <About draft={draft} target={target} choices={choices} change={change} failure={failure} />
          <HowMany draft={draft} change={change} failure={failure} />
        </DialogBody>
        <DialogFooter>
          <Button type="submit" variant="primary" pending={pending}>
            {t('submit')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

type PartProps = {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  failure: Parameters<ReturnType<typeof useProblems>['at']>[0];
};

function HowMany({ draft, change, failure }: PartProps) {
  const t = useTranslations('targets');
  const problems = useProblems();
  return (
    <>
      <div>
        <Segmented
          legend={t('span')}
          name="span"
          value={draft.span}
          onChange={(span) => change({ span: span as TargetSpan })}
          options={TARGET_SPANS.map((span) => ({ value: span, label: t(`spans.${span}`) }))}
        />
      </div>
      <Field label={t('amount')} error={problems.at(failure, 'amount')}>
        <Input
          name="amount"
          type="number"
          inputMode="numeric"
          min={1}
          step={1}
          value={draft.amount}
          onChange={(event) => change({ amount: event.target.value })}
        />
      </Field>
    </>
  );
}

type AboutProps = Pick<Props, 'target' | 'choices'> & PartProps;

/** What is counted, and whose. What it names now stays a choice when it is none for others any more. */
function About({ draft, target, choices, change, failure }: AboutProps) {
  const t = useTranslations('targets');
  const problems = useProblems();
  const isStatus = draft.kind === 'status';
  const things = isStatus ? choices.statuses : choices.origins;
  const ownThing = target && target.kind === draft.kind ? [target.thing] : [];
  return (
    <>
      <div>
        <Segmented
          legend={t('kind')}
          name="kind"
          value={draft.kind}
          onChange={(kind) => change({ kind: kind as TargetKind, thingId: '' })}
          options={TARGET_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
      </div>
      <Field
        label={t(isStatus ? 'status' : 'origin')}
        hint={t(`hints.${draft.kind}`)}
        error={problems.at(failure, 'thingId')}
      >
        <Select
          name="thingId"
          value={draft.thingId}
          onChange={(event) => change({ thingId: event.target.value })}
        >
          <option value="">{t('choose')}</option>
          <Options list={things} also={ownThing} />
        </Select>
      </Field>
      <Field label={t('owner')} error={problems.at(failure, 'ownerId')}>
        <Select
          name="ownerId"
          value={draft.ownerId}
          onChange={(event) => change({ ownerId: event.target.value })}
        >
          <option value="">{t('everybody')}</option>
          <Options list={choices.members} also={target?.owner ? [target.owner] : []} />
        </Select>
      </Field>
    </>
  );
}

type Named = { id: number; name: string };

function Options({ list, also }: { list: Named[]; also: Named[] }) {
  const all = [...list, ...also.filter(({ id }) => !list.some((one) => one.id === id))];
  return all.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
