'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';

/** Why the only admin can neither leave nor change role, and what to do first. */
export function LastAdminDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('members');
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('lastAdminTitle')}>
      <DialogBody>
        <p>{t('lastAdmin')}</p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('understood')}</Button>
      </DialogFooter>
    </Dialog>
  );
}
