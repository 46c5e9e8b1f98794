import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import type { ImportState, RowOutcome } from '#db/values.ts';
import type { OutcomeCounts } from '#domain/imports/types.ts';
import { DiscardButton } from './discard-button.tsx';
import { OutcomeTiles } from './outcome-tiles.tsx';
import type { ImportActions } from './types.ts';
import { UndoButton } from './undo-button.tsx';

type Props = {
  id: number;
  state: ImportState;
  counts: OutcomeCounts | null;
  failure: string | null;
  kept: { reason: string; count: number }[];
  /** "31 de dez. de 2026"; null: it cannot be undone. */
  undoableUntil: string | null;
  mayDiscard: boolean;
  shown: RowOutcome | 'kept' | null;
  actions: ImportActions;
};

/** Step five, over: what became of every row. */
export function ResultView(props: Props) {
  const { id, state, counts, failure, kept, undoableUntil, mayDiscard, shown, actions } = props;
  const t = useTranslations('imports');
  return (
    <>
      {state === 'failed' && (
        <div className="notice notice-warning" role="alert">
          <CircleAlert />
          <p>{t.has(`failures.${failure}`) ? t(`failures.${failure}`) : t('failures.bug')}</p>
        </div>
      )}
      {state === 'undone' && <Undone id={id} kept={kept} />}
      {counts && (
        <OutcomeTiles
          counts={counts}
          tense="result"
          href={(outcome) => `/imports/${id}?rows=${outcome}`}
          shown={shown === 'kept' ? null : shown}
        />
      )}
      <div className="import-actions">
        <ButtonLink href="/imports" variant={state === 'done' ? 'primary' : 'secondary'}>
          {t('another')}
        </ButtonLink>
        {counts && counts.rejected > 0 && (
          <ButtonLink
            href={`/api/imports/rows?id=${id}&outcome=rejected&format=csv`}
            prefetch={false}
            download
          >
            {t('downloadRejected', { count: counts.rejected })}
          </ButtonLink>
        )}
        {undoableUntil && <UndoButton id={id} until={undoableUntil} counts={counts} undo={actions.undo} />}
        {mayDiscard && <DiscardButton id={id} discard={actions.discard} />}
      </div>
    </>
  );
}

function Undone({ id, kept }: { id: number; kept: { reason: string; count: number }[] }) {
  const t = useTranslations('imports');
  const total = kept.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="notice">
      <div>
        <p className="font-medium">{total === 0 ? t('undoneAll') : t('undoneBut', { count: total })}</p>
        {total > 0 && (
          <>
            <ul className="mt-1 list-disc ps-5">
              {kept.map(({ reason, count }) => (
                <li key={reason}>
                  {t('keptBecause', {
                    count,
                    reason: t.has(`undo.${reason}`) ? t(`undo.${reason}`) : reason,
                  })}
                </li>
              ))}
            </ul>
            <ButtonLink href={`/imports/${id}?rows=kept`} size="small" className="mt-2" scroll={false}>
              {t('showKept')}
            </ButtonLink>
          </>
        )}
      </div>
    </div>
  );
}
