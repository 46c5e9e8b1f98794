'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import type { Origin } from '#domain/origins/list.ts';
import type { OriginMerge } from '#domain/origins/list-merges.ts';
import type { Verbs } from './use-verbs.ts';

type Props = { origin: Origin; merges: OriginMerge[]; verbs: Verbs; onClose: () => void };

/** The origins that stand merged into this one, newest first, each to be taken back. */
export function SeparateDialog({ origin, merges, verbs, onClose }: Props) {
  const t = useTranslations('origins');
  const into = merges.filter((merge) => merge.into.id === origin.id);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('separateTitle', { name: origin.name })}
      description={t('separateWhy')}
    >
      <DialogBody>
        {into.length === 0 && <p className="text-foreground-muted">{t('noMerges')}</p>}
        <ul className="flex flex-col divide-y">
          {into.map((merge) => (
            <PastMerge
              key={merge.id}
              merge={merge}
              merges={merges}
              verbs={verbs}
              onDone={() => into.length === 1 && onClose()}
            />
          ))}
        </ul>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('close')}</Button>
      </DialogFooter>
    </Dialog>
  );
}

type PastProps = { merge: OriginMerge; merges: OriginMerge[]; verbs: Verbs; onDone: () => void };

function PastMerge({ merge, merges, verbs, onDone }: PastProps) {
  const t = useTranslations('origins');
  const format = useFormatter();
  const [pending, startTransition] = useTransition();
  const { name } = merge.from;
  const earlier = merges.filter((one) => one.into.id === merge.from.id).map((one) => `“${one.from.name}”`);
  const separate = () =>
    startTransition(async () => {
      if (await verbs.unmerge(merge.id)) onDone();
    });
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{name}</p>
        <p className="text-sm text-foreground-muted">
          {t('mergedOn', { date: format.dateTime(merge.mergedAt, { dateStyle: 'medium' }) })}
          {' · '}
          {t('mergedWith', { count: merge.movedTotal })}
        </p>
        {earlier.length > 0 && (
          <p className="text-sm text-foreground-muted">
            {t(earlier.length === 1 ? 'mergedBefore' : 'mergedBeforeMany', { names: format.list(earlier) })}
          </p>
        )}
      </div>
      <Button size="small" pending={pending} onClick={separate} aria-label={t('separateNamed', { name })}>
        {t('separateDo')}
      </Button>
    </li>
  );
}
