'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, useRef } from 'react';
import { type Board, columnOf, landingIndex, type PackedColumn } from '#domain/pipeline/board.ts';
import type { BoardSort } from '#domain/pipeline/query.ts';
import type { BoardStatus, Summary } from '#domain/pipeline/read-facts.ts';
import { usePanel } from '../ui/use-panel.ts';
import { focusBeside } from './board-keys.ts';
import { NoCards } from './board-notice.tsx';
import { CardView } from './card-view.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { ColumnView } from './column-view.tsx';
import { SummaryStrip } from './summary-strip.tsx';
import type { Dragged, Names, PipelineActions } from './types.ts';
import { useBoard } from './use-board.ts';
import { useBoardHandlers } from './use-board-handlers.ts';
import { useCardDrag } from './use-card-drag.ts';
import { useCardProps } from './use-card-props.ts';
import { useCollapsed } from './use-collapsed.ts';
import { useMoves } from './use-moves.ts';
import { useNow } from './use-now.ts';
import { useSummary } from './use-summary.ts';

type Props = {
  statuses: BoardStatus[];
  columns: PackedColumn[];
  sort: BoardSort;
  /** The board's own address query: what further questions to the server repeat. */
  query: string;
  isFiltered: boolean;
  summary: Summary;
  names: Names;
  collapsed: number[];
  timeZone: string;
  /** When the server made this page, in milliseconds, so that browser and server agree on every "3 d". */
  servedAt: number;
  actions: PipelineActions;
};

/** The board and the totals above it. One client component: cards move between columns, so their state is one. */
export function BoardView(props: Props) {
  const { statuses, sort, columns, query, names, timeZone, actions } = props;
  const t = useTranslations('pipeline');
  const root = useRef<HTMLElement>(null);
  const board = useBoard({ sort, columns, servedAt: props.servedAt }, query);
  const { move } = useMoves(board, statuses, actions);
  const now = useNow(props.servedAt);
  const { open } = usePanel();
  const talk = (id: number) => open('talk', id);
  const { propsOf, openMenu } = useCardProps({ statuses, names, now, onMove: moveFromMenu, onTalk: talk });
  const [collapsed, collapse] = useCollapsed(props.collapsed, actions);
  const dragged = useCardDrag({ root, onDrop: move, onHold: board.holdLive });
  const handlers = useBoardHandlers({ root, board: board.shown, timeZone, openMenu, talk });
  const totals = new Map(statuses.map(({ id }) => [id, columnOf(board.shown, id).total]));
  const summary = useSummary(props.summary, query, totals);
  const grandTotal = statuses.reduce((sum, { id }) => sum + (totals.get(id) ?? 0), 0);

  // The card leaves, the person stays where they are: at the next one.
  function moveFromMenu(id: number, statusId: number) {
    if (root.current) focusBeside(root.current, id);
    move(id, statusId);
  }

  return (
    <>
      <SummaryStrip statuses={statuses} totals={totals} summary={summary} query={query} />
      {grandTotal === 0 && <NoCards isFiltered={props.isFiltered} />}
      <ColumnPicker statuses={statuses} board={board.shown} root={root} />
      <section
        ref={root}
        className="board"
        aria-label={t('board')}
        {...handlers}
        style={useSpokenLabels()}
        data-dragging={dragged ? '' : undefined}
      >
        {statuses.map((status) => (
          <ColumnView
            key={status.id}
            status={status}
            column={columnOf(board.shown, status.id)}
            grandTotal={grandTotal}
            isCollapsed={collapsed.includes(status.id)}
            hasFailed={board.failedColumns.has(status.id)}
            slot={landing(board.shown, dragged, status.id)}
            onCollapse={(isCollapsed) => collapse(status.id, isCollapsed)}
            onMore={() => board.loadMore(status.id)}
          >
            {(card) => <CardView key={card.id} {...propsOf(card)} />}
          </ColumnView>
        ))}
      </section>
    </>
  );
}

/** What screen readers say of the times and state of each card: the style sheet puts it there, once for all cards. */
function useSpokenLabels(): CSSProperties {
  const t = useTranslations('pipeline');
  const labels = {
    since: t('inStatusFor'),
    active: t('lastActivity'),
    inactive: t('inactive'),
    'opted-out': t('optedOut'),
    window: t('windowLeft'),
  };
  return Object.fromEntries(
    Object.entries(labels).map(([name, label]) => [`--${name}`, JSON.stringify(label)]),
  );
}

/** Where in this column the dragged card would land; null when it is not over it, or at home in it. */
function landing(board: Board, dragged: Dragged | null, statusId: number): number | null {
  if (dragged?.overStatusId !== statusId) return null;
  const isAtHome = columnOf(board, statusId).cards.some((card) => card.id === dragged.id);
  return isAtHome ? null : landingIndex(board, dragged.id, statusId, Date.now());
}
