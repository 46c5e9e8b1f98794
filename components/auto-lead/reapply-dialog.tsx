'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { ReapplyPreview } from '#domain/auto-lead/preview-reapply.ts';
import type { ActionResult } from '#domain/result.ts';
import type { RuleActions } from './types.ts';

type Props = { actions: RuleActions; onClose: () => void };

const SHOWN = 20;

/** Shows what the rules of today would make of past arrivals, and does it when asked. */
export default function ReapplyDialog({ actions, onClose }: Props) {
  const t = useTranslations('autoLead.reapplying');
  const toast = useToast();
  const problems = useProblems();
  const [answer, setAnswer] = useState<ActionResult<ReapplyPreview> | null>(null);
  const { run, pending } = useAction(actions.reapply);
  const isNothing = answer?.ok === true && answer.value.touchTotal === 0;

  useEffect(() => {
    let isWanted = true;
    reach(actions.preview, null).then((result) => isWanted && setAnswer(result));
    return () => {
      isWanted = false;
    };
  }, [actions.preview]);

  async function apply() {
    const result = await run(null);
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    const { state, touchTotal, contactTotal } = result.value;
    onClose();
    toast({
      title: state === 'running' ? t('running') : t('done', { touches: touchTotal, contacts: contactTotal }),
    });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('title')}>
      <DialogBody>
        <p className="text-foreground-muted">{t('intro')}</p>
        <div className="reapply-preview" role="status" aria-busy={answer === null}>
          {answer === null && <p>{t('looking')}</p>}
          {answer?.ok === false && <p>{problems.sentence(answer)}</p>}
          {answer?.ok && <Preview preview={answer.value} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t(isNothing ? 'close' : 'cancel')}</Button>
        {!isNothing && (
          <Button variant="primary" disabled={!answer?.ok} pending={pending} onClick={apply}>
            {t('apply')}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

function Preview({ preview }: { preview: ReapplyPreview }) {
  const t = useTranslations('autoLead.reapplying');
  const { seen, isPartial, touchTotal, contactTotal, moves } = preview;
  if (touchTotal === 0) return <p>{t('nothing', { count: seen })}</p>;
  return (
    <>
      <p className="font-medium">{t('totals', { touches: touchTotal, contacts: contactTotal })}</p>
      <ul className="reapply-moves">
        {moves.slice(0, SHOWN).map((move) => (
          <li key={`${move.fromId} ${move.toId}`}>
            <span className="min-w-0">
              {t('move', { from: move.fromName, to: move.toName })}
              <span className="block text-foreground-muted">
                {t('moveTotals', { touches: move.touchTotal, contacts: move.contactTotal })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {moves.length > SHOWN && (
        <p className="text-foreground-muted">{t('moreMoves', { count: moves.length - SHOWN })}</p>
      )}
      {isPartial && <p>{t('partial', { count: seen })}</p>}
      <p>{t('follows')}</p>
      <p className="font-medium">{t('noUndo')}</p>
    </>
  );
}
