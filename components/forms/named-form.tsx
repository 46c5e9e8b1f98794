'use client';

import { type FormEvent, useState } from 'react';
import type { ActionFailure } from '#domain/result.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { Input } from '../ui/input.tsx';
import { useProblems } from './use-problems.ts';

type Named = { name: string; isShared: boolean };

type Props = {
  /** What it is called now; none: it is new. */
  given?: Named;
  labels: { name: string; share: string; submit: string };
  mayShare: boolean;
  pending: boolean;
  failure: ActionFailure | null;
  onSubmit: (named: Named) => void;
};

/** Inside a dialog: the name of something that people keep, and whether the team may use it. */
export function NamedForm({ given, labels, mayShare, pending, failure, onSubmit }: Props) {
  const problems = useProblems();
  const [name, setName] = useState(given?.name ?? '');
  const [isShared, setShared] = useState(given?.isShared ?? false);
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit({ name, isShared });
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <FormErrors errors={problems.list(failure)} />
        <Field label={labels.name} error={problems.at(failure, 'name')}>
          <Input
            name="name"
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        {mayShare && (
          <Checkbox
            label={labels.share}
            checked={isShared}
            onChange={({ target }) => setShared(target.checked)}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {labels.submit}
        </Button>
      </DialogFooter>
    </form>
  );
}
