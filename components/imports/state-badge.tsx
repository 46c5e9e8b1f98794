import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { ImportState } from '#db/values.ts';

const TONES: Partial<Record<ImportState, 'accent' | 'warning' | 'danger'>> = {
  uploading: 'accent',
  reading: 'accent',
  checking: 'accent',
  queued: 'accent',
  running: 'accent',
  undoing: 'accent',
  mapping: 'warning',
  settling: 'warning',
  ready: 'warning',
  failed: 'danger',
};

/** Where an import stands: at work, waiting for a person, or over. */
export function StateBadge({ state }: { state: ImportState }) {
  const t = useTranslations('imports');
  return <Badge tone={TONES[state] ?? 'neutral'}>{t(`states.${state}`)}</Badge>;
}
