import { useTranslations } from 'next-intl';
import type { BulkKind } from '#domain/bulk/change.ts';
import type { BulkPreview } from '#domain/bulk/preview.ts';

type Props = { kind: BulkKind; preview: BulkPreview | null; setsOff: boolean };

/** How many, who, and what is left alone. Keeps its place while it is being counted. */
export function BulkPreviewView({ kind, preview, setsOff }: Props) {
  const t = useTranslations('bulkBar');
  if (!preview) {
    return (
      <div className="bulk-preview" role="status">
        <p className="text-foreground-muted">{t('counting')}</p>
      </div>
    );
  }
  const { total, unchanged, missing, names } = preview;
  const others = total - names.length;
  return (
    <div className="bulk-preview" role="status">
      <p className="bulk-preview-total">{t('will', { count: total - unchanged })}</p>
      <p className="text-foreground-muted">
        {names.join(', ')}
        {others > 0 && ` ${t('andOthers', { count: others })}`}
      </p>
      {unchanged > 0 && <p>{t('alreadySo', { count: unchanged })}</p>}
      {missing > 0 && <p>{t('missing', { count: missing })}</p>}
      <p className="text-foreground-muted">
        {t(kind === 'delete' ? 'deleteNote' : setsOff ? 'undoNote' : 'note')}
      </p>
    </div>
  );
}
