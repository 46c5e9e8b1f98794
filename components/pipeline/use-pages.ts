'use client';

import { type RefObject, useRef, useState } from 'react';
import { type Board, columnOf, type PackedColumn } from '#domain/pipeline/board.ts';
import { fetchPage } from './ask-server.ts';

type Page = Omit<PackedColumn, 'total'>;

type Options = {
  newest: RefObject<Board>;
  query: string;
  /** `overtakenBy`: of which contacts something was heard while the page was on its way, perhaps newer than the page. */
  onPage: (page: Page, overtakenBy: number[]) => void;
};

/** Loads the further cards of columns, of each one page at a time. */
export function usePages({ newest, query, onPage }: Options) {
  const [failedColumns, setFailed] = useState<ReadonlySet<number>>(new Set());
  const loading = useRef(new Set<number>());
  const overtaken = useRef(new Set<number>());

  async function loadMore(statusId: number): Promise<void> {
    const { cursor } = columnOf(newest.current, statusId);
    if (cursor === null || loading.current.has(statusId)) return;
    loading.current.add(statusId);
    setFailed((before) => new Set([...before].filter((id) => id !== statusId)));
    try {
      const page = await fetchPage(query, statusId, cursor);
      // Another cursor: the column was read anew meanwhile, and this page is no longer what comes next.
      if (columnOf(newest.current, statusId).cursor === cursor) {
        onPage(page, [...overtaken.current]);
      }
    } catch {
      setFailed((before) => new Set(before).add(statusId));
    } finally {
      loading.current.delete(statusId);
      if (loading.current.size === 0) overtaken.current.clear();
    }
  }

  return {
    failedColumns,
    loadMore,
    /** Says that the state of these contacts was heard just now. */
    overtake: (ids: number[]) => {
      if (loading.current.size > 0) for (const id of ids) overtaken.current.add(id);
    },
  };
}
