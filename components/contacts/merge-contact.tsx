import { Merge } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import { MergeDialog } from './merge-dialog.tsx';
import type { MergeActions } from './types.ts';

type Props = { contact: Pick<Contact, 'id'>; actions: MergeActions };

/** Merges the contact on its page with another one, which is looked for first. */
export function MergeContact({ contact: { id }, actions }: Props) {
  const t = useTranslations('merging');
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        <Merge />
        {t('mergeWith')}
      </Button>
      <MergeDialog
        request={isOpen ? { intoId: id, fromId: null } : null}
        actions={actions}
        onClose={() => setOpen(false)}
        onMerged={(stayed) => stayed !== id && router.push(`/contacts/${stayed}`)}
      />
    </>
  );
}
