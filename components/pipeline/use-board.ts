'use client';

import { startTransition, useOptimistic, useRef, useState } from 'react';
import {
  appendPage,
  applyChanges,
  type Board,
  moveCard,
  openBoard,
  type PackedColumn,
  reopenBoard,
  settleMove,
} from '#domain/pipeline/board.ts';
import type { BoardSort } from '#domain/pipeline/query.ts';
import { fetchChanges, fetchColumns } from './ask-server.ts';
import { useLiveCards } from './use-live-cards.ts';
import { usePages } from './use-pages.ts';

type Settled = { id: number; statusId: number; version: number; at: number };

type First = { sort: BoardSort; columns: PackedColumn[]; servedAt: number };

/**
 * The board of this window: what the server sent, plus pages, plus live changes; moves under way lie over it and vanish when the
 * server has answered.
 */
export function useBoard(first: First, query: string) {
  const [board, setBoard] = useState(() => openBoard(first.sort, first.columns));
  const [shown, showMove] = useOptimistic(board, moveCard);
  // Ahead of the render: a second move of a card follows the first's answer at once, and must name its version.
  const newest = useRef(board);
  const change = (by: (board: Board) => Board) => {
    newest.current = by(newest.current);
    setBoard(newest.current);
  };

  const pages = usePages({
    newest,
    query,
    onPage: (page, overtakenBy) => {
      change((before) => appendPage(before, page));
      if (overtakenBy.length > 0) ask(overtakenBy).catch(() => {});
    },
  });

  async function ask(ids: number[]): Promise<void> {
    const answers = await fetchChanges(query, ids);
    pages.overtake(ids);
    startTransition(() => change((before) => answers.reduce(applyChanges, before)));
  }

  async function askAll(): Promise<void> {
    const columns = await fetchColumns(query, newest.current);
    startTransition(() => change((before) => reopenBoard(before, columns)));
  }

  const live = useLiveCards({ ask, askAll }, first.servedAt);

  return {
    shown,
    /** The newest state, for code that runs later than the render that made it. */
    newest,
    failedColumns: pages.failedColumns,
    loadMore: pages.loadMore,
    showMove,
    settle: (move: Settled) => startTransition(() => change((before) => settleMove(before, move))),
    ask,
    holdLive: live.hold,
  };
}
