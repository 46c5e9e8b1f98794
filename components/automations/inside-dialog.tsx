import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { OptionList } from '#components/ui/option-list.tsx';
import type { Inside } from './use-save.ts';

type Props = { open: boolean; total: number; onClose: () => void; onChoose: (inside: Inside) => void };

/** Before a new version is saved: what becomes of the contacts that are on their way through the old one. */
export function InsideDialog({ open, total, onClose, onChoose }: Props) {
  const t = useTranslations('automations');
  const [inside, setInside] = useState<Inside>('keep');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('insideTitle', { count: total })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(inside);
        }}
      >
        <DialogBody>
          <OptionList
            legend={t('insideLegend')}
            name="inside"
            value={inside}
            options={(['keep', 'move'] as const).map((value) => ({
              value,
              label: t(`inside.${value}`),
              hint: t(`insideHints.${value}`),
            }))}
            onChange={(value) => setInside(value === 'move' ? 'move' : 'keep')}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
