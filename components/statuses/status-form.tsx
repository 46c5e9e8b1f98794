'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { STATUS_KINDS } from '#db/values.ts';
import type { ActionFailure } from '#domain/result.ts';
import type { Status } from '#domain/statuses/list.ts';
import { nextColour } from '#domain/statuses/palette.ts';
import { ColourField } from './colour-field.tsx';
import { StaleNotice } from './stale-notice.tsx';
import type { StatusActions } from './types.ts';

type Props = {
  status: Status | undefined;
  others: Status[];
  actions: StatusActions;
  onDone: (saved: Status) => void;
};

type Draft = Pick<Status, 'name' | 'colour' | 'kind' | 'isDefault'>;

export function StatusForm({ status, others, actions, onDone }: Props) {
  const t = useTranslations('statuses');
  const problems = useProblems();
  // What the person began from: live updates under an open form must not change it.
  const [base, setBase] = useState(status);
  const rest = others.filter((other) => other.id !== base?.id);
  const [draft, setDraft] = useState<Draft>(() => base ?? emptyDraft(rest));
  const { run, pending, failure, forget } = useAction(base ? actions.update : actions.create);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const current = failure?.code === 'stale' ? (failure.details as { current: Status }).current : null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run(base ? { ...draft, id: base.id, version: base.version } : draft);
    if (result.ok) onDone(result.value);
  }

  function settle(kept: 'mine' | 'theirs') {
    if (!current) return;
    setBase(current);
    if (kept === 'theirs') setDraft(current);
    forget();
  }

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        {current && base ? (
          <StaleNotice before={base} current={current} onSettle={settle} />
        ) : (
          <FormErrors errors={problems.list(failure)} />
        )}
        <Fields base={base} draft={draft} others={rest} failure={failure} onChange={change} />
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type FieldsProps = {
  base: Status | undefined;
  draft: Draft;
  others: Status[];
  failure: ActionFailure | null;
  onChange: (part: Partial<Draft>) => void;
};

function Fields({ base, draft, others, failure, onChange }: FieldsProps) {
  const t = useTranslations('statuses');
  const problems = useProblems();
  return (
    <>
      <Field label={t('name')} error={problems.at(failure, 'name')}>
        <Input
          name="name"
          value={draft.name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <ColourField
        name={draft.name || t('previewName')}
        value={draft.colour}
        others={others}
        error={problems.at(failure, 'colour')}
        onChange={(colour) => onChange({ colour })}
      />
      <div className="field">
        <span className="field-label">{t('columns.kind')}</span>
        <Segmented
          legend={t('columns.kind')}
          name="kind"
          value={draft.kind}
          options={STATUS_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          onChange={(kind) => onChange({ kind: STATUS_KINDS.find((one) => one === kind) ?? 'open' })}
        />
        <FieldError text={problems.at(failure, 'kind')} />
      </div>
      <div className="field">
        <Switch
          label={t('defaultForNew')}
          name="isDefault"
          checked={draft.isDefault}
          disabled={base?.isDefault}
          onChange={(event) => onChange({ isDefault: event.target.checked })}
        />
        {base?.isDefault && <p className="field-hint">{t('defaultHint')}</p>}
      </div>
    </>
  );
}

function FieldError({ text }: { text: string | undefined }) {
  return text ? <p className="field-error">{text}</p> : null;
}

function emptyDraft(others: Status[]): Draft {
  return {
    name: '',
    colour: nextColour(others.map((other) => other.colour)),
    kind: 'open',
    isDefault: false,
  };
}
