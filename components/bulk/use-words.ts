import { useTranslations } from 'next-intl';
import type { BulkView } from '#domain/bulk/view.ts';

/** Puts an act on many contacts into words: what is done, and how it ended. */
export function useBulkWords() {
  const t = useTranslations('bulk');

  function what({ change, target }: Pick<BulkView, 'change' | 'target'>): string {
    switch (change.kind) {
      case 'owner':
        return change.ownerIds.length === 0 ? t('what.nobody') : t('what.owner', { target: target ?? '' });
      case 'type':
        return t(`what.${change.type}`);
      case 'active':
        return t(change.isActive ? 'what.activated' : 'what.deactivated');
      case 'delete':
        return t('what.delete');
      default:
        return t(`what.${change.kind}`, { target: target ?? '' });
    }
  }

  /** "98 alterados, 2 já estavam assim". */
  function ending({ change, counts, failure }: Pick<BulkView, 'change' | 'counts' | 'failure'>): string[] {
    const { reasons = {}, ...outcomes } = counts;
    const told = (['changed', 'restored', 'unchanged', 'skipped', 'kept'] as const).flatMap((outcome) => {
      const count = outcomes[outcome];
      const word = outcome === 'changed' && change.kind === 'delete' ? 'deleted' : outcome;
      return count ? [t(`counts.${word}`, { count })] : [];
    });
    // Why they were kept; why they were skipped says its own count.
    const why = outcomes.kept
      ? (['touched', 'missing', 'gone', 'taken'] as const).flatMap((reason) => {
          const count = reasons[reason];
          return count ? [t(`reasons.${reason}`, { count })] : [];
        })
      : [];
    const broke =
      failure === 'gone' || failure === 'no_access' || failure === 'broken' ? [t(`failures.${failure}`)] : [];
    return [...broke, ...told, ...why];
  }

  return { what, ending };
}
