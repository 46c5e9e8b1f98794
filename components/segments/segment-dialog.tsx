'use client';

import { useTranslations } from 'next-intl';
import { NamedForm } from '#components/forms/named-form.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { Dialog } from '#components/ui/dialog.tsx';
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
  const { run, pending, failure } = useAction(save);

  async function submit(named: { name: string; isShared: boolean }) {
    const subject = segment ? { id: segment.id, version: segment.version } : { query };
    const result = await run({ ...named, ...subject });
    if (!result.ok) return;
    onClose();
    toast({ title: t(segment ? 'saved' : 'created', { name: result.value.name }) });
  }

  return (
    <NamedForm
      given={segment}
      labels={{ name: t('name'), share: t('shared'), submit: t('submit') }}
      mayShare={canShare}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    />
  );
}
