import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useState } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import type { BulkChange, BulkKind, Selection } from '#domain/bulk/change.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { BulkAutomations } from './bulk-automations.tsx';
import { BulkChoice } from './bulk-choice.tsx';
import { BulkPreviewView } from './bulk-preview.tsx';
import type { BulkActions } from './types.ts';
import { useBulkStart } from './use-bulk-start.ts';

type Props = {
  kind: BulkKind;
  selection: Selection;
  choices: ContactChoices;
  actions: BulkActions;
  /** Called once the act has begun. */
  onDone: () => void;
  onClose: () => void;
};

// Default export: React.lazy takes no other.
/** What shall become of the selected contacts; says how many and who before anything happens. */
export default function BulkDialog({ kind, selection, choices, actions, onDone, onClose }: Props) {
  const t = useTranslations('bulkBar');
  const problems = useProblems();
  const [change, setChange] = useState<BulkChange | null>(kind === 'delete' ? { kind } : null);
  const act = useBulkStart(actions, selection, () => {
    onClose();
    onDone();
  });
  const [fires, setFires] = useState(false);
  useLooks(change, fires, act);
  // Nothing listens to these.
  const maySetOff = kind !== 'delete' && kind !== 'active';
  const changing = act.preview ? act.preview.total - act.preview.unchanged : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change && changing) act.start(change, fires);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t(`titles.${kind}`)}>
      <form onSubmit={submit} className="contents">
        <DialogBody>
          <div className="flex flex-col gap-4">
            {kind !== 'delete' && <BulkChoice kind={kind} choices={choices} onChange={setChange} />}
            {act.failure && (
              <p className="field-error" role="alert">
                {act.failure.code === 'stale' ? t('grew') : problems.sentence(act.failure)}
              </p>
            )}
            {change && <BulkPreviewView kind={kind} preview={act.preview} setsOff={fires} />}
            {change && maySetOff && (
              <BulkAutomations
                isOn={fires}
                onChange={setFires}
                foreseen={act.foreseen}
                total={act.preview?.total ?? 0}
              />
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            variant={kind === 'delete' ? 'danger' : 'primary'}
            disabled={!change || !changing}
            pending={act.pending}
          >
            {t(kind === 'delete' ? 'confirmDelete' : 'confirm', { count: changing ?? 0 })}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** What would change, and what that would set off, worked out anew with every choice. */
function useLooks(
  change: BulkChange | null,
  fires: boolean,
  { look, foresee }: Pick<ReturnType<typeof useBulkStart>, 'look' | 'foresee'>,
): void {
  useEffect(() => {
    if (change) look(change);
  }, [change, look]);
  useEffect(() => {
    if (change && fires) foresee(change);
  }, [change, fires, foresee]);
}
