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
import type { Origin, OriginWithTotal } from '#domain/origins/list.ts';
import { AliasList } from './alias-list.tsx';
import { type Near, NearNotice, StaleNotice, type Taken, TakenNotice } from './notices.tsx';
import type { OriginActions } from './types.ts';
import type { Verbs } from './use-verbs.ts';

type Props = {
  origin: OriginWithTotal | undefined;
  actions: OriginActions;
  verbs: Verbs;
  onDone: (saved: Origin) => void;
  onShow: (existing: { name: string }) => void;
  onMerge: (intoId: number) => void;
  onClose: () => void;
};

export function OriginForm({ origin, actions, verbs, onDone, onShow, onMerge, onClose }: Props) {
  const t = useTranslations('origins');
  const problems = useProblems();
  const draft = useDraft(origin, actions, onDone);
  const { base, near, taken, current, failure } = draft;
  return (
    <form onSubmit={draft.submit} noValidate>
      <DialogBody>
        {current && base && <StaleNotice before={base} current={current} onSettle={draft.settle} />}
        {near && (
          <NearNotice
            near={near}
            isNew={!base}
            onUse={() => (base ? onMerge(near.id) : onShow(near))}
            onInsist={draft.insist}
          />
        )}
        {!current && !near && <FormErrors errors={problems.list(failure)} />}
        {taken && (
          <TakenNotice
            taken={taken}
            isNew={!base}
            onMerge={() => onMerge(taken.id)}
            onUnarchive={async () => (await verbs.unarchive(taken.id)) && onClose()}
          />
        )}
        <Field label={t('name')} hint={t('nameHint')} error={problems.at(failure, 'name')}>
          <Input
            name="name"
            value={draft.name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => draft.rename(event.target.value)}
          />
        </Field>
        {origin && <AliasList origin={origin} verbs={verbs} />}
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={draft.pending}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The name being typed, what it began from, and what the server said to it. */
function useDraft(origin: Origin | undefined, actions: OriginActions, onDone: (saved: Origin) => void) {
  // Live updates under an open form must not change what the person began from.
  const [base, setBase] = useState(origin);
  const [name, setName] = useState(base?.name ?? '');
  const { run, pending, failure, forget } = useAction(base ? actions.update : actions.create);
  const said = (failure?.details ?? {}) as { near?: Near; origin?: Taken; current?: Origin };

  async function save(isDifferent: boolean) {
    const facts = { name, isDifferent };
    const result = await run(base ? { ...facts, id: base.id, version: base.version } : facts);
    if (result.ok) onDone(result.value);
  }

  return {
    base,
    name,
    pending,
    failure,
    near: said.near,
    taken: said.origin,
    current: said.current,
    rename(typed: string) {
      setName(typed);
      // The question was about another name.
      if (said.near) forget();
    },
    submit(event: FormEvent) {
      event.preventDefault();
      save(false);
    },
    insist: () => save(true),
    settle(newest: Origin, kept: 'mine' | 'theirs') {
      setBase(newest);
      if (kept === 'theirs') setName(newest.name);
      forget();
    },
  };
}
