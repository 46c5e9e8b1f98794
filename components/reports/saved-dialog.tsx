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
import { reportQueryParams } from '#domain/reports/query.ts';
import type { SavedReport } from '#domain/saved-reports/list.ts';
import { savedHref } from '#domain/saved-reports/rules.ts';
import { type OnScreen, useSaved } from './saved-provider.tsx';

type Props = {
  /** The one being renamed or shared; null: the report on the screen becomes a new one. */
  saved: SavedReport | null;
  screen: OnScreen;
  mayShare: boolean;
  onClose: () => void;
};

/** The name of a saved report, and who may use it. */
export default function SavedDialog({ saved, screen, mayShare, onClose }: Props) {
  const t = useTranslations('savedReports');
  const { actions } = useSaved();
  const router = useRouter();
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(saved ? actions.update : actions.create);
  const [name, setName] = useState(saved?.name ?? '');
  const [isShared, setShared] = useState(saved?.isShared ?? false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const kept = { report: screen.report, query: reportQueryParams(screen.query).toString() };
    const facts = saved ? { id: saved.id, version: saved.version } : kept;
    const result = await run({ name, isShared, ...facts });
    if (!result.ok) return;
    onClose();
    toast({ title: t('savedToast', { name: result.value.name }) });
    if (!saved) router.replace(savedHref(result.value), { scroll: false });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(saved ? 'editTitle' : 'saveTitle')}
      description={saved ? undefined : t('saveWhy')}
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
          {mayShare && (
            <Checkbox
              label={t('share')}
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
