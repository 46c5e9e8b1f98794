'use client';

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
import type { Segment } from '#domain/segments/list.ts';
import type { SaveSegment } from './types.ts';

type Props = {
  open: boolean;
  /** The one being renamed or shared; none for a new one, which keeps `query`. */
  segment?: Segment;
  query?: string;
  canShare: boolean;
  save: SaveSegment;
  onClose: () => void;
};

/** The name of a segment, and who may use it. */
export default function SegmentDialog({ open, segment, query, canShare, save, onClose }: Props) {
  const t = useTranslations('segmentForm');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(segment ? 'editTitle' : 'saveTitle')}
      description={segment ? undefined : t('saveWhy')}
      confirmClose
    >
      <SegmentForm segment={segment} query={query} canShare={canShare} save={save} onClose={onClose} />
    </Dialog>
  );
}

function SegmentForm({ segment, query, canShare, save, onClose }: Omit<Props, 'open'>) {
  const t = useTranslations('segmentForm');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(save);
  const [name, setName] = useState(segment?.name ?? '');
  const [isShared, setShared] = useState(segment?.isShared ?? false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const subject = segment ? { id: segment.id, version: segment.version } : { query };
    const result = await run({ name, isShared, ...subject });
    if (!result.ok) return;
    onClose();
    toast({ title: t(segment ? 'saved' : 'created', { name: result.value.name }) });
  }

  return (
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
  );
}
