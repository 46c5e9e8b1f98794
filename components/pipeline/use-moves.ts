'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useRef } from 'react';
import type { MoveConflict } from '#domain/contacts/move-to-status.ts';
import { findCard } from '#domain/pipeline/board.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import type { ActionFailure } from '#domain/result.ts';
import { reach } from '../forms/use-action.ts';
import { useProblems } from '../forms/use-problems.ts';
import { announce } from '../frame/announce.ts';
import { useToast } from '../ui/toast.tsx';
import type { PipelineActions } from './types.ts';
import type { useBoard } from './use-board.ts';

/** Moving cards: seen at once, sent one after the other, with undo; the loser of a race is told. */
export function useMoves(
  board: ReturnType<typeof useBoard>,
  statuses: BoardStatus[],
  actions: PipelineActions,
) {
  const t = useTranslations('pipeline');
  const toast = useToast();
  const problems = useProblems();
  // One after the other: a second move of one card must name the version that the first one made.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const nameOf = (statusId: number) => statuses.find((status) => status.id === statusId)?.name ?? '';

  function tell(failure: ActionFailure, name: string) {
    const conflict = failure.code === 'stale' ? (failure.details as MoveConflict).current : null;
    const text = conflict
      ? t('movedByOther', { name, status: conflict.statusName, by: conflict.movedBy ?? t('somebody') })
      : problems.sentence(failure);
    toast({ title: text, tone: conflict ? 'warning' : 'danger' });
    announce(text);
  }

  async function send(id: number, statusId: number, isUndo: boolean) {
    const card = findCard(board.newest.current, id);
    if (!card || card.statusId === statusId) return;
    const result = await reach(actions.move, { id, statusId, version: card.version, isUndo });
    if (!result.ok) {
      tell(result, card.name);
      await board.ask([id]).catch(() => {});
      return;
    }
    const { version, statusSince } = result.value;
    board.settle({ id, statusId, version, at: statusSince.getTime() });
    const text = t(isUndo ? 'movedBack' : 'moved', { name: card.name, status: nameOf(statusId) });
    announce(text);
    if (isUndo) toast({ title: text });
    else {
      toast({ title: text, action: { label: t('undo'), onSelect: () => move(id, card.statusId, true) } });
    }
  }

  function move(id: number, statusId: number, isUndo = false) {
    startTransition(async () => {
      board.showMove({ id, statusId, at: Date.now() });
      const sent = queue.current.then(() => send(id, statusId, isUndo));
      queue.current = sent.catch(() => {});
      await sent;
    });
  }

  return { move };
}
