import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import type { BulkView } from '#domain/bulk/view.ts';
import type { BulkVerbs } from './types.ts';
import { useBulkVerbs } from './use-verbs.ts';

type Props = { bulk: BulkView; actions: BulkVerbs; onChange?: () => void };

/** How far the automations are that an act set off, and the button that calls the rest of them off. */
export function BulkAutomations({ bulk, actions, onChange }: Props) {
  const t = useTranslations('bulk');
  const verbs = useBulkVerbs(actions, onChange);
  if (!bulk.automations) return null;
  const { waiting, runs, misses, cancelledAt } = bulk.automations;
  const open = (runs.running ?? 0) + (runs.waiting ?? 0);
  const over = Object.values(runs).reduce((sum, one) => sum + one, 0) - open - (runs.cancelled ?? 0);
  const counts = [
    ...(waiting > 0 ? [t('automations.queued', { count: waiting })] : []),
    ...(open > 0 ? [t('automations.open', { count: open })] : []),
    ...(over > 0 ? [t('automations.over', { count: over })] : []),
    ...(runs.cancelled ? [t('automations.calledOff', { count: runs.cancelled })] : []),
    ...(misses > 0 ? [t('automations.misses', { count: misses })] : []),
  ];
  return (
    <div className="bulk-automations">
      <span>
        {t(cancelledAt ? 'automations.cancelled' : 'automations.title')}{' '}
        <span className="text-foreground-muted">{counts.join(' · ') || t('automations.nothing')}</span>
      </span>
      {!cancelledAt && waiting + open > 0 && (
        <Button size="small" pending={verbs.pending} onClick={() => verbs.callOff(bulk.id)}>
          {t('automations.cancel')}
        </Button>
      )}
    </div>
  );
}
