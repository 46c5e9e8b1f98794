import { useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Foreseen } from '#domain/automations/foresee-types.ts';
import type { BulkChange, Selection } from '#domain/bulk/change.ts';
import type { BulkPreview } from '#domain/bulk/preview.ts';
import type { BulkView } from '#domain/bulk/view.ts';
import type { ActionFailure } from '#domain/result.ts';
import type { BulkActions } from './types.ts';

/** Looks what a change would do, does it, and tells: small ones with their undo, large ones where they can be followed. */
export function useBulkStart(actions: BulkActions, selection: Selection, onBegun: () => void) {
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  /** Null: not asked, or being worked out. */
  const [foreseen, setForeseen] = useState<Foreseen | null>(null);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const { run, pending } = useAction(actions.start);
  const tell = useTelling(actions);
  // One for the dialog: a second press is the same act.
  const requestId = useRef(crypto.randomUUID());
  const looks = useRef(0);
  // The selection stays as it was when the dialog opened.
  const meant = useRef(selection);

  const look = useCallback(
    async (change: BulkChange) => {
      looks.current += 1;
      const mine = looks.current;
      setPreview(null);
      const result = await reach(actions.preview, { selection: meant.current, change });
      if (mine !== looks.current) return;
      setPreview(result.ok ? result.value : null);
      setFailure(result.ok ? null : result);
    },
    [actions.preview],
  );

  const foresights = useRef(0);
  const foresee = useCallback(
    async (change: BulkChange) => {
      foresights.current += 1;
      const mine = foresights.current;
      setForeseen(null);
      const result = await reach(actions.foresee, { selection: meant.current, change });
      if (mine !== foresights.current) return;
      setForeseen(result.ok ? result.value : null);
      if (!result.ok) setFailure(result);
    },
    [actions.foresee],
  );

  async function start(change: BulkChange, firesAutomations: boolean) {
    const expectedTotal = preview?.total ?? 0;
    const request = {
      selection: meant.current,
      change,
      firesAutomations,
      expectedTotal,
      requestId: requestId.current,
    };
    const result = await run(request);
    if (result.ok) {
      onBegun();
      return tell(result.value);
    }
    if (result.code === 'stale') await look(change);
    setFailure(result);
  }

  return { preview, foreseen, failure, pending, look, foresee, start };
}

/** What a toast says of an act that is over, or has begun. */
function useTelling(actions: BulkActions) {
  const t = useTranslations('bulkBar');
  const toast = useToast();
  const problems = useProblems();

  async function undo({ id }: BulkView) {
    const result = await reach(actions.undo, { id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    const { restored = 0, kept = 0 } = result.value.counts;
    if (result.value.state === 'undone')
      toast({ title: t('undone', { count: restored }), description: kept > 0 && t('kept', { count: kept }) });
  }

  return (bulk: BulkView) => {
    // How far a large one is, or what it set off, is told at the foot of every page, where it is undone and called off; a toast would cover that on a phone.
    if (bulk.state !== 'done' || bulk.automations?.waiting) return;
    const { changed = 0, skipped = 0 } = bulk.counts;
    const isDelete = bulk.change.kind === 'delete';
    toast({
      title: t(isDelete ? 'deleted' : 'changed', { count: changed }),
      description: skipped > 0 && t('skipped', { count: skipped }),
      action: { label: t('undo'), onSelect: () => undo(bulk) },
    });
  };
}
