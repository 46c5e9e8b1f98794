import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { Time } from '#components/ui/time.tsx';
import type { MergeEntry } from './identity-view.ts';

type Props = { merges: MergeEntry[]; split: (merge: MergeEntry) => Promise<void> };

/** Who was merged into a contact, each with the way back. */
export default function MergedList({ merges, split }: Props) {
  const t = useTranslations('identities');
  const [asking, setAsking] = useState<MergeEntry | null>(null);
  const [pending, setPending] = useState(false);

  async function confirm() {
    if (!asking) return;
    setPending(true);
    await split(asking);
    setPending(false);
    setAsking(null);
  }

  return (
    <>
      <h3 className="identities-more">{t('merged')}</h3>
      <ul className="identities">
        {merges.map((merge) => (
          <li key={merge.mergeId} className="identity">
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere font-medium">{merge.name || `#${merge.fromId}`}</p>
              <p className="identity-came">
                {t(merge.mergedByName ? 'mergedBy' : 'mergedAlone', { name: merge.mergedByName ?? '' })}
                {' · '}
                <Time
                  dateTime={merge.merged.iso}
                  relative={merge.merged.relative}
                  exact={merge.merged.exact}
                />
              </p>
            </div>
            {merge.isDirect && (
              <Button
                size="small"
                aria-label={t('splitNamed', { name: merge.name || `#${merge.fromId}` })}
                onClick={() => setAsking(merge)}
              >
                {t('split')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        open={asking !== null}
        onOpenChange={(isOpen) => !isOpen && setAsking(null)}
        title={t('splitTitle', { name: asking?.name ?? '' })}
        confirmLabel={t('splitDo')}
        pending={pending}
        onConfirm={confirm}
      >
        {t('splitBody')}
      </Confirm>
    </>
  );
}
