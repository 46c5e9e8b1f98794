'use client';

import { ArrowLeftRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useState } from 'react';
import { ContactPicker } from '#components/forms/contact-picker.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { MergeChoice } from '#domain/contacts/merge-rules.ts';
import type { ActionFailure } from '#domain/result.ts';
import { MergeOutcome, MergeTable } from './merge-table.tsx';
import type { MergeView as Preview } from './merge-words.ts';
import { staleIn } from './save-over.ts';
import type { MergeActions, MergeRequest } from './types.ts';
import { useMergeToast } from './use-merge.ts';

type Props = {
  open: boolean;
  request: MergeRequest;
  actions: MergeActions;
  onClose: () => void;
  onMerged?: (id: number) => void;
};

/** What `MergeDialog` shows; apart from it only to be fetched when it is wanted. */
export default function MergeView({ open, request, actions, onClose, onMerged }: Props) {
  const t = useTranslations('merging');
  const [pair, setPair] = useState(request);
  return (
    <Dialog open={open} onOpenChange={(isOpen) => !isOpen && onClose()} title={t('title')} size="large">
      {pair.fromId === null ? (
        <>
          <DialogBody>
            <ContactPicker
              label={t('findOther')}
              exceptId={pair.intoId}
              chosenId={null}
              onChoose={({ id }) => setPair({ ...pair, fromId: id })}
            />
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{t('cancel')}</Button>
          </DialogFooter>
        </>
      ) : (
        <MergeForm
          key={`${pair.intoId} ${pair.fromId}`}
          intoId={pair.intoId}
          fromId={pair.fromId}
          actions={actions}
          onClose={onClose}
          onMerged={onMerged}
          onSwap={() => setPair({ intoId: pair.fromId ?? 0, fromId: pair.intoId })}
        />
      )}
    </Dialog>
  );
}

type FormProps = Omit<Props, 'open' | 'request'> & { intoId: number; fromId: number; onSwap: () => void };

function MergeForm({ intoId, fromId, actions, onClose, onMerged, onSwap }: FormProps) {
  const t = useTranslations('merging');
  const tellMerged = useMergeToast(actions);
  const { run, pending, failure, forget } = useAction(actions.merge);
  const { preview, hasFailed, again } = usePreview(intoId, fromId);
  const [chosen, setChosen] = useState<Record<string, MergeChoice>>({});

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!preview || pending) return;
    const result = await run(toInput(preview, chosen));
    if (!result.ok) return staleIn(result) ? again() : undefined;
    onClose();
    tellMerged(result.value);
    onMerged?.(result.value.id);
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <Failures failure={failure} onRetry={hasFailed ? again : undefined} />
        <div className="merge-body" aria-busy={!preview}>
          {preview && (
            <>
              <ToneStyles tones={preview.tones} />
              <MergeTable
                preview={preview}
                chosen={chosen}
                onChoose={(key, choice) => {
                  forget();
                  setChosen({ ...chosen, [key]: choice });
                }}
                onSwap={
                  <Button size="small" variant="quiet" onClick={onSwap}>
                    <ArrowLeftRight />
                    {t('swap')}
                  </Button>
                }
              />
              <MergeOutcome preview={preview} />
            </>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" pending={pending} disabled={!preview}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type FailureProps = { failure: ActionFailure | null; onRetry: (() => void) | undefined };

/** Why nothing was merged, or why the two cannot be shown. */
function Failures({ failure, onRetry }: FailureProps) {
  const t = useTranslations('merging');
  const problems = useProblems();
  const stale = failure && staleIn(failure);
  return (
    <>
      {failure && (
        <p className="notice notice-warning" role="alert">
          {stale ? t('stale', { by: stale.changedBy ?? t('somebody') }) : problems.sentence(failure)}
        </p>
      )}
      {onRetry && (
        <p className="notice notice-warning" role="alert">
          <span className="min-w-0 flex-1">{t('previewFailed')}</span>
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Names every field: what was seen is what happens. */
function toInput({ into, from, rows }: Preview, chosen: Record<string, MergeChoice>) {
  const all = rows.map(({ key, choice }) => [key, chosen[key] ?? choice] as const);
  const custom = all.filter(([key]) => key.startsWith('field:'));
  return {
    intoId: into.id,
    intoVersion: into.version,
    fromId: from.id,
    fromVersion: from.version,
    choices: Object.fromEntries(all.filter(([key]) => !key.startsWith('field:'))),
    answers: Object.fromEntries(custom.map(([key, choice]) => [key.slice('field:'.length), choice])),
  };
}

function usePreview(intoId: number, fromId: number) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setFailed(false);
    fetch(`/api/contacts/merge-preview?intoId=${intoId}&fromId=${fromId}`, { signal: stop.signal })
      .then(async (answer) => (answer.ok ? setPreview(await answer.json()) : setFailed(true)))
      .catch(() => !stop.signal.aborted && setFailed(true));
    return () => stop.abort();
  }, [intoId, fromId, tries]);
  return { preview, hasFailed, again: () => setTries(tries + 1) };
}
