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
import type { ActionFailure } from '#domain/result.ts';
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
  // What the person began from: live updates under an open form must not change it.
  const [base, setBase] = useState<Origin | undefined>(origin);
  const [name, setName] = useState(base?.name ?? '');
  const { run, pending, failure, forget } = useAction(base ? actions.update : actions.create);
  const { near, taken, current } = reasons(failure);

  async function save({ isDifferent }: { isDifferent: boolean }) {
    const facts = { name, isDifferent };
    const result = await run(base ? { ...facts, id: base.id, version: base.version } : facts);
    if (result.ok) onDone(result.value);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    save({ isDifferent: false });
  }

  function settle(newest: Origin, kept: 'mine' | 'theirs') {
    setBase(newest);
    if (kept === 'theirs') setName(newest.name);
    forget();
  }

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        {current && base && <StaleNotice before={base} current={current} onSettle={settle} />}
        {near && (
          <NearNotice
            near={near}
            isNew={!base}
            onUse={() => (base ? onMerge(near.id) : onShow(near))}
            onInsist={() => save({ isDifferent: true })}
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
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => {
              setName(event.target.value);
              if (near) forget();
            }}
          />
        </Field>
        {origin && <AliasList origin={origin} verbs={verbs} />}
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What the server said beside the fields' problems. */
function reasons(failure: ActionFailure | null): {
  near: Near | undefined;
  taken: Taken | undefined;
  current: Origin | undefined;
} {
  const details = (failure?.details ?? {}) as { near?: Near; origin?: Taken; current?: Origin };
  return { near: details.near, taken: details.origin, current: details.current };
}
