import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { usePanel } from '#components/ui/use-panel.ts';
import type { ContactListQuery } from '#domain/contacts/query.ts';

const ExportDialog = lazy(() => import('./export-dialog.tsx'));

/** Opens what makes a file of the list; fetched when it is first pressed. */
export function ExportButton({ query }: { query: ContactListQuery }) {
  const t = useTranslations('contacts.export');
  const { panel, open, close } = usePanel();
  return (
    <>
      <IconButton label={t('open')} variant="secondary" onClick={() => open('export')}>
        <Download />
      </IconButton>
      {panel?.name === 'export' && (
        <Suspense fallback={null}>
          <ExportDialog query={query} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
