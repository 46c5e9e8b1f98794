import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ContactListQuery } from '#domain/contacts/query.ts';

const ExportDialog = lazy(() => import('./export-dialog.tsx'));

/** Opens what makes a file of the list; fetched when it is first pressed. */
export function ExportButton({ query }: { query: ContactListQuery }) {
  const t = useTranslations('contacts.export');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t('open')} variant="secondary" onClick={() => setOpen(true)}>
        <Download />
      </IconButton>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog query={query} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
