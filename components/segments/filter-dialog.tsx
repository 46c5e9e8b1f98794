'use client';

import { Dialog, DialogBody } from '#components/ui/dialog.tsx';
import { MoreMessages } from '#components/ui/more-messages.tsx';
import type { FilterTree } from '#domain/contacts/filter-tree.ts';
import { FilterBuilder } from './filter-builder.tsx';
import type { FilterPlace } from './types.ts';
import { useOptions } from './use-options.ts';

type Props = {
  open: boolean;
  /** The condition that takes the focus. */
  at: number;
  place: FilterPlace;
  /** What is said when the choices do not arrive; the builder's own texts come with them. */
  failed: string;
  title: string;
  onApply: (where: FilterTree | null) => void;
  onClose: () => void;
};

/** The builder in its dialog, once its choices are here. */
export default function FilterDialog({ open, at, place, failed, title, onApply, onClose }: Props) {
  const { offered, hasFailed } = useOptions(open);
  if (!offered && !hasFailed) return null;
  return (
    <Dialog open={open} onOpenChange={(isOpen) => !isOpen && onClose()} title={title} size="large">
      {offered ? (
        <MoreMessages messages={offered.texts}>
          <FilterBuilder
            at={at}
            place={place}
            options={offered.options}
            onApply={onApply}
            onClose={onClose}
          />
        </MoreMessages>
      ) : (
        <DialogBody>
          <p role="alert">{failed}</p>
        </DialogBody>
      )}
    </Dialog>
  );
}
