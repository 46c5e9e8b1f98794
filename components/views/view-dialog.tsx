'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { View } from '#domain/views/list.ts';
import type { Standing, ViewActions } from './types.ts';

type Props = {
  /** The one being renamed; null: the list as it stands becomes a new one. */
  view: View | null;
  standing: Standing;
  canShare: boolean;
  actions: ViewActions;
  onClose: () => void;
};

/** The name of a view, and who may use it. */
export default function ViewDialog({ view, standing, canShare, actions, onClose }: Props) {
  const t = useTranslations('views');
  const router = useRouter();
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(view ? actions.update : actions.create);
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.isShared ?? false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const facts = view ? { id: view.id, version: view.version } : standing;
    const result = await run({ name, isShared, ...facts });
    if (!result.ok) return;
    onClose();
    toast({ title: t('saved', { name: result.value.name }) });
    const { id, query } = result.value;
    if (!view) router.replace(`/contacts?${query ? `${query}&` : ''}view=${id}`, { scroll: false });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(view ? 'rename' : 'saveAs')}
      description={view ? undefined : t('saveWhy')}
      confirmClose
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <FormErrors errors={problems.list(failure)} />
          <Field label={t('name')} error={problems.at(failure, 'name')}>
            <Input
              name="name"
              value={name}
              maxLength={200}
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
          </Field>
          {canShare && (
            <Checkbox
              label={t('shared')}
              checked={isShared}
              onChange={({ target }) => setShared(target.checked)}
            />
          )}
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
