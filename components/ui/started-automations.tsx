import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';

type Tally = {
  waiting: number;
  /** By the state they are in. */
  runs: { [state: string]: number };
  misses: number;
  cancelledAt: Date | null;
};
type Props = { tally: Tally; pending: boolean; onCancel: () => void };

/** How far the automations are that an act on many set off, and the button that calls the rest of them off. */
export function StartedAutomations({ tally, pending, onCancel }: Props) {
  const t = useTranslations('bulk');
  const { waiting, runs, misses, cancelledAt } = tally;
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
        <Button size="small" pending={pending} onClick={onCancel}>
          {t('automations.cancel')}
        </Button>
      )}
    </div>
  );
}
