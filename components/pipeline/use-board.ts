'use client';

import { startTransition, useOptimistic, useReducer, useRef, useState } from 'react';
import {
  appendPage,
  applyChanges,
  type Board,
  type Changes,
  columnOf,
  loadedIds,
  moveCard,
  openBoard,
  type PackedColumn,
  settleMove,
} from '#domain/pipeline/board.ts';
import type { BoardSort } from '#domain/pipeline/query.ts';
import { fetchChanges, fetchPage } from './ask-server.ts';
import { useLiveCards } from './use-live-cards.ts';

type Settled = { id: number; statusId: number; version: number; at: number };
type Step =
  | { kind: 'page'; page: Omit<PackedColumn, 'total'> }
  | { kind: 'changes'; changes: Changes[] }
  | { kind: 'settled'; move: Settled };

function reduce(board: Board, step: Step): Board {
  switch (step.kind) {
    case 'page':
      return appendPage(board, step.page);
    case 'changes':
      return step.changes.reduce(applyChanges, board);
    case 'settled':
      return settleMove(board, step.move);
  }
}

/**
 * The board of this window: what the server sent, plus pages, plus live changes; moves under way lie over it and vanish when the
 * server has answered.
 */
export function useBoard(first: { sort: BoardSort; columns: PackedColumn[] }, query: string) {
  const [board, dispatch] = useReducer(reduce, first, ({ sort, columns }) => openBoard(sort, columns));
  const [shown, showMove] = useOptimistic(board, moveCard);
  const [failedColumns, setFailed] = useState<ReadonlySet<number>>(new Set());
  const loading = useRef(new Set<number>());
  const newest = useRef(board);
  newest.current = board;

  async function ask(ids: number[], withHeads = false): Promise<void> {
    const changes = await fetchChanges(query, ids, withHeads);
    startTransition(() => dispatch({ kind: 'changes', changes }));
  }

  const live = useLiveCards({ ask, askAll: () => ask(loadedIds(newest.current), true) });

  async function loadMore(statusId: number): Promise<void> {
    const { cursor } = columnOf(newest.current, statusId);
    if (cursor === null || loading.current.has(statusId)) return;
    loading.current.add(statusId);
    setFailed((before) => new Set([...before].filter((id) => id !== statusId)));
    try {
      dispatch({ kind: 'page', page: await fetchPage(query, statusId, cursor) });
    } catch {
      setFailed((before) => new Set(before).add(statusId));
    } finally {
      loading.current.delete(statusId);
    }
  }

  return {
    shown,
    /** The newest state, for code that runs later than the render that made it. */
    newest,
    failedColumns,
    loadMore,
    showMove,
    settle: (move: Settled) => startTransition(() => dispatch({ kind: 'settled', move })),
    ask,
    holdLive: live.hold,
  };
}
